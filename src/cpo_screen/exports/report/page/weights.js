// Weights to try: each move scores and ranks anew, and gives the lines for the criteria file.

const MOST = Math.max(25, Math.ceil(Math.max(...started) / 5) * 10);
const STEP =
  [0.5, 0.1, 0.01].find((step) =>
    started.every((weight) => Math.abs(weight / step - Math.round(weight / step)) < 1e-9),
  ) ?? "any";
const tuning = { inputs: [] };

function makeWeights() {
  const groups = new Map();
  rules.criteria.forEach((one, at) => {
    const name = one.path.length > 1 ? one.path[0].replaceAll("_", " ") : "";
    groups.set(name, [...(groups.get(name) || []), weightRow(one, at)]);
  });
  tuning.yaml = el("pre", { tabindex: 0, "aria-labelledby": "yaml-title" });
  tuning.said = el("p", { class: "moved", role: "status" });
  tuning.copied = el("span", { class: "muted", role: "status" });
  tuning.reset = el("button", { type: "button", onclick: resetWeights }, "Reset");
  tuning.paste = el(
    "div",
    { class: "paste", hidden: true },
    el("h3", { id: "yaml-title" }, "For criteria.yaml"),
    tuning.yaml,
    el("button", { type: "button", onclick: copyYaml }, "Copy"),
    " ",
    tuning.copied,
  );
  byId("weights").append(
    el(
      "div",
      { class: "weights-head" },
      el("h2", { id: "weights-title" }, "Weights"),
      tuning.reset,
      el(
        "button",
        { type: "button", class: "close", "aria-label": "Close weights", onclick: toggleWeights },
        "×",
      ),
    ),
    el(
      "p",
      { class: "muted" },
      "Only the proportions count. Nothing is saved: take the lines below into your criteria.",
    ),
    tuning.said,
    ...[...groups].flatMap(([name, rows]) =>
      name ? [el("fieldset", { class: "group" }, el("legend", {}, name), rows)] : rows,
    ),
    tuning.paste,
  );
}

function weightRow(criterion, at) {
  const attributes = { min: 0, step: STEP, value: started[at], "data-at": at };
  const slider = el("input", {
    ...attributes,
    type: "range",
    max: MOST,
    "aria-label": `${criterion.label}, weight`,
    oninput: () => setWeight(at, slider.value),
  });
  const number = el("input", {
    ...attributes,
    type: "number",
    "aria-label": `${criterion.label}, weight in numbers`,
    oninput: () => setWeight(at, number.value, true),
  });
  number.addEventListener("change", () => {
    number.value = board.weights[at];
  });
  const row = el(
    "div",
    { class: "weight" },
    el("span", { class: "weight-name", "aria-hidden": "true" }, criterion.label),
    slider,
    number,
  );
  tuning.inputs.push({ slider, number, row });
  return row;
}

function setWeight(at, text, typing = false) {
  const value = Number(text);
  if (text === "" || !(value >= 0) || !Number.isFinite(value)) return;
  board.weights[at] = value;
  showWeight(at, typing);
  schedule();
}

function showWeight(at, typing) {
  const { slider, number, row } = tuning.inputs[at];
  slider.value = board.weights[at];
  if (!typing) number.value = board.weights[at];
  row.classList.toggle("changed", board.weights[at] !== started[at]);
}

function resetWeights() {
  board.weights = [...started];
  started.forEach((_, at) => showWeight(at, false));
  schedule();
}

/** Score at most once a frame, however fast a slider moves. */
function schedule() {
  if (tuning.waiting) return;
  tuning.waiting = true;
  requestAnimationFrame(() => {
    tuning.waiting = false;
    scoreAll(candidates, board.weights);
    show();
    showReview();
    showProposal();
  });
}

function showProposal() {
  tuning.paste.hidden = !isChanged();
  tuning.yaml.textContent = isChanged() ? weightsAsYaml() : "";
  tuning.copied.textContent = "";
  const moved = candidates.filter((one) => one.now.rank !== one.start);
  tuning.said.textContent = !isChanged()
    ? ""
    : moved.length
      ? `${plural(moved.length, "candidate")} moved`
      : "Nobody moved";
}

function yamlKey(name) {
  return /^[A-Za-z_][\w-]*$/.test(name) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(name)
    ? name
    : JSON.stringify(name);
}

/** The changed weights as lines of a criteria file, each with what it was. */
function weightsAsYaml() {
  const lines = ["criteria:"];
  let open = [];
  rules.criteria.forEach(({ path }, at) => {
    if (board.weights[at] === started[at]) return;
    path.forEach((key, depth) => {
      if (open.slice(0, depth + 1).join("\n") !== path.slice(0, depth + 1).join("\n"))
        lines.push(`${"  ".repeat(depth + 1)}${yamlKey(key)}:`);
    });
    open = path;
    lines.push(`${"  ".repeat(path.length + 1)}weight: ${board.weights[at]}    # was ${started[at]}`);
  });
  return lines.join("\n");
}

async function copyYaml() {
  try {
    await navigator.clipboard.writeText(tuning.yaml.textContent);
    tuning.copied.textContent = "Copied.";
  } catch {
    window.getSelection().selectAllChildren(tuning.yaml);
    tuning.copied.textContent = "Marked: copy it with Ctrl+C.";
  }
}

function toggleWeights() {
  const panel = byId("weights");
  const opener = byId("weights-open");
  panel.hidden = !panel.hidden;
  opener.setAttribute("aria-expanded", String(!panel.hidden));
  document.body.classList.toggle("tuning", !panel.hidden);
  if (panel.hidden) opener.focus();
  else tuning.inputs[0].slider.focus({ preventScroll: true });
  if (board.view === "chart") show();
}
