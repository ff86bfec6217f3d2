// A career as bars over years: product roles filled, others hatched, each also named in words.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SHORTEST_GAP = 3; // months

function monthNumber(date, unsaid) {
  const [year, month] = date.split("-").map(Number);
  return year * 12 + (month ? month - 1 : unsaid);
}

function sayDate(date) {
  if (date === "now") return "now";
  const [year, month] = date.split("-");
  return month ? `${MONTHS[Number(month) - 1]} ${year}` : year;
}

function sayMonths(months) {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [years ? plural(years, "year") : "", rest ? plural(rest, "month") : ""].filter(Boolean).join(" ");
}

/** The months of a position: as counted (a bare year from July, to June), and at their widest. */
function spanOf(position) {
  const [, , start, end] = position;
  if (!start || !end) return null;
  const now = monthNumber(data.asOf, 11);
  const last = (unsaid) => Math.min(end === "now" ? now : monthNumber(end, unsaid), now) + 1;
  const wide = [monthNumber(start, 0), last(11)];
  const from = monthNumber(start, 6);
  const to = last(5);
  return { from: from < to ? from : wide[0], to: from < to ? to : wide[1], wide };
}

/** Months that no position covers, even with bare years taken at their widest. */
function gapsBetween(spans) {
  const ordered = [...spans].sort((a, b) => a.wide[0] - b.wide[0]);
  const gaps = [];
  let until = null;
  const end = { wide: [monthNumber(data.asOf, 11) + 1, 0] };
  for (const one of [...ordered, end]) {
    if (until !== null && one.wide[0] - until >= SHORTEST_GAP)
      gaps.push({ from: until, to: one.wide[0], wide: [until, one.wide[0]] });
    until = Math.max(until ?? 0, one.wide[1]);
  }
  return gaps;
}

function yearTicks(from, to) {
  const first = Math.ceil(from / 12);
  const last = Math.floor(to / 12);
  const step = [1, 2, 5, 10].find((one) => (last - first) / one <= 9) ?? 20;
  const ticks = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) ticks.push(year);
  return ticks;
}

function track(entry, scale) {
  const { span, kind } = entry;
  const lines = scale.ticks.map((year) =>
    svg("line", { class: "grid", x1: scale.at(year * 12), x2: scale.at(year * 12), y1: 0, y2: "100%" }),
  );
  if (!span) return svg("svg", {}, lines);
  const rect = (name, [from, to]) =>
    svg("rect", {
      class: name,
      x: scale.at(from),
      width: scale.wide(to - from),
      y: kind === "gap" ? 14 : 9,
      height: kind === "gap" ? 2 : 12,
      rx: kind === "gap" ? 0 : 2,
    });
  const wide = span.wide[0] < span.from || span.wide[1] > span.to ? rect(`wide ${kind}`, span.wide) : null;
  return svg("svg", {}, lines, wide, rect(kind, [span.from, span.to]));
}

function axis(scale) {
  const labels = scale.ticks.map((year) =>
    svg("text", { x: scale.at(year * 12), y: 13, "text-anchor": "middle" }, String(year)),
  );
  return el("li", { class: "axis", "aria-hidden": "true" }, el("span"), svg("svg", {}, labels));
}

function positionText(position) {
  const [title, company, start, end, product, section] = position;
  const span = spanOf(position);
  const dates = [start, end].filter(Boolean).map(sayDate).join(" – ") || "no dates";
  const marks = [
    product ? el("span", { class: "mark product" }, "product") : "",
    section ? el("span", { class: "mark" }, section) : "",
  ];
  return el(
    "div",
    { class: "job" },
    el("b", {}, said(title || "?")),
    company ? [", ", said(company)] : "",
    " ",
    marks,
    el("span", { class: "dates" }, dates, span ? ` · ${sayMonths(span.to - span.from)}` : ""),
  );
}

function timelineEntries(candidate) {
  const jobs = candidate.p.map((one) => ({
    span: spanOf(one),
    kind: one[4] ? "product" : "job",
    text: positionText(one),
  }));
  const gaps = gapsBetween(jobs.flatMap((one) => one.span ?? [])).map((span) => ({
    span,
    kind: "gap",
    text: el("div", { class: "job gap" }, `No position listed for ${sayMonths(span.to - span.from)}`),
  }));
  const from = (one) => (one.span ? one.span.from : -1);
  return [...jobs, ...gaps].sort((a, b) => from(b) - from(a));
}

function timeline(candidate) {
  if (!candidate.p) return el("p", { class: "none" }, "No positions were found.");
  const entries = timelineEntries(candidate);
  const spans = entries.flatMap((one) => one.span ?? []);
  if (!spans.length)
    return el(
      "ol",
      { class: "timeline" },
      entries.map((one) => el("li", {}, one.text)),
    );
  const from = Math.min(...spans.map((one) => one.wide[0])) - 3;
  const to = Math.max(monthNumber(data.asOf, 11) + 1, ...spans.map((one) => one.wide[1])) + 3;
  const wide = (months) => percent((100 * months) / (to - from));
  const scale = { ticks: yearTicks(from, to), wide, at: (month) => wide(month - from) };
  const rows = entries.map((one) =>
    el("li", {}, one.text, el("div", { class: "track", "aria-hidden": "true" }, track(one, scale))),
  );
  return [el("ol", { class: "timeline" }, axis(scale), rows), legend(spans)];
}

function legend(spans) {
  const inexact = spans.some((one) => one.wide[0] < one.from || one.wide[1] > one.to);
  const sample = (kind) =>
    svg(
      "svg",
      { class: "sample", "aria-hidden": "true" },
      svg("rect", { class: kind, width: 22, height: 10, rx: 2 }),
    );
  return el(
    "p",
    { class: "legend" },
    el("span", {}, sample("product"), "product role"),
    el("span", {}, sample("job"), "other position"),
    inexact ? el("span", {}, sample("wide product"), "a year without a month, at its widest") : null,
  );
}

/** The hatching of other positions, once for the whole page. */
function makePatterns() {
  const pattern = svg(
    "pattern",
    { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { class: "hatch-ground", width: 5, height: 5 }),
    svg("line", { class: "hatch-line", x1: 0, y1: 0, x2: 0, y2: 5 }),
  );
  document.body.append(
    svg(
      "svg",
      { class: "patterns", width: 0, height: 0, "aria-hidden": "true", focusable: "false" },
      svg("defs", {}, pattern),
    ),
  );
}
