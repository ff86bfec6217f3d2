// Building blocks: every text reaches the page as a text node, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "checked" || name === "hidden" || name === "open") node[name] = value;
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
  }
  return node;
}

function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function unseen(text) {
  return el("span", { class: "unseen" }, text);
}

/** A text of a CV: set apart, so that its writing direction stays its own. */
function said(text, tag = "bdi", name = null) {
  return el(tag, { dir: "auto", class: name }, text);
}

function byId(id) {
  return document.getElementById(id);
}

/** Tenths of a point as points with one decimal. */
function tenths(value) {
  return (value / 10).toFixed(1);
}

/** Round half to even, as Python does. */
function roundEven(value) {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function plural(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/** For searching: lower case, without accents. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function percent(value) {
  return `${Math.round(value * 1000) / 1000}%`;
}
