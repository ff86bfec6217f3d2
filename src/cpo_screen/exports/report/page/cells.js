// The cells of a candidate's row: made once, and changed where the weights change them.

function scoreBar() {
  const parts = {
    sure: el("i", { class: "sure" }),
    open: el("i", { class: "open" }),
    tick: el("i", { class: "tick" }),
  };
  return {
    ...parts,
    node: el("span", { class: "bar", "aria-hidden": "true" }, parts.open, parts.sure, parts.tick),
  };
}

/** Draw low, value and high, in per cent of the bar. */
function setBar(bar, low, value, high) {
  bar.sure.style.width = percent(low);
  bar.open.style.left = percent(low);
  bar.open.style.width = percent(high - low);
  bar.tick.style.left = percent(value);
}

function tierMark(at) {
  return el("span", { class: `tier tier-${Math.min(at, 3)}` }, tierName(at));
}

function gateList(candidate) {
  const open = candidate.g.flatMap((one, at) => (one[0] === "m" ? [] : [[one[0], rules.gates[at][0]]]));
  if (!open.length) return unseen("none");
  return open.map(([verdict, label]) =>
    el(
      "span",
      { class: `gate ${verdict}` },
      label,
      verdict === "u" ? el("abbr", { title: "the CV does not tell" }, "?") : "",
    ),
  );
}

/** How far the rank moves when weights and unknowns do. */
function rankRange(candidate) {
  if (!candidate.x || isChanged()) return null;
  const [best, worst, tied] = candidate.x;
  const words =
    best === worst ? `rank ${best} in every case` : `rank ${best} to ${worst} as weights and unknowns move`;
  const next = tied ? ", no clear order with the next" : "";
  return el(
    "span",
    { class: "range", title: words + next },
    best === worst ? `${best}` : `${best}–${worst}`,
    tied ? " ≈" : "",
    unseen(` (${words}${next})`),
  );
}

function rankMove(candidate) {
  if (!isChanged() || candidate.start === null || candidate.now.rank === null) return null;
  const up = candidate.start - candidate.now.rank;
  if (!up) return null;
  const words = `${up > 0 ? "up" : "down"} from ${candidate.start}`;
  return el(
    "span",
    { class: up > 0 ? "move up" : "move down", title: words },
    up > 0 ? `▲${up}` : `▼${-up}`,
    unseen(` (${words})`),
  );
}

function makeRow(candidate) {
  const parts = {
    rank: el("td", { role: "cell", class: "col-rank rank" }),
    bar: scoreBar(),
    score: el("b"),
    range: el("span", { class: "spread" }),
    tier: el("td", { role: "cell", class: "col-tier" }),
  };
  const years = candidate.y ? candidate.y[0].toFixed(1) : "?";
  const opener = el("button", { type: "button", class: "open-card" }, said(nameOf(candidate)));
  parts.row = el(
    "tr",
    { role: "row" },
    parts.rank,
    el(
      "th",
      { scope: "row", role: "rowheader", class: "col-name" },
      opener,
      said(jobOf(candidate), "span", "below"),
    ),
    el("td", { role: "cell", class: "col-score" }, parts.score, parts.bar.node, parts.range),
    parts.tier,
    el("td", { role: "cell", class: "col-years" }, years),
    el("td", { role: "cell", class: "col-degrees" }, said(candidate.u ?? "?", "span")),
    el("td", { role: "cell", class: "col-background" }, (candidate.b ?? "?").replaceAll("_", " ")),
    el("td", { role: "cell", class: "col-position" }, said(jobOf(candidate), "span")),
    el("td", { role: "cell", class: "col-gates" }, gateList(candidate)),
  );
  parts.row.addEventListener(
    "click",
    () => window.getSelection().isCollapsed && openCard(candidate, opener),
  );
  return parts;
}

/** Bring a row to the weights of now. */
function updateRow(candidate) {
  const { now } = candidate;
  const parts = (candidate.row ??= makeRow(candidate));
  const key = `${now.rank} ${now.total} ${now.low} ${now.high} ${now.tier} ${isChanged()}`;
  if (parts.key === key) return parts.row;
  parts.key = key;
  parts.rank.replaceChildren(
    ...[el("b", {}, String(now.rank)), rankMove(candidate), rankRange(candidate)].filter(Boolean),
  );
  parts.score.textContent = tenths(now.total);
  const exact = now.low === now.high;
  parts.range.replaceChildren(exact ? "" : `${roundEven(now.low / 10)}–${roundEven(now.high / 10)}`);
  setBar(parts.bar, now.low / 10, now.total / 10, now.high / 10);
  parts.tier.replaceChildren(tierMark(now.tier));
  return parts.row;
}
