// The facts of a card beside its points: years, what was carried, learned and reached, doubts and warnings.

function clocks(candidate) {
  if (!candidate.y) return null;
  const [product, low, high, leading, all] = candidate.y;
  const range = low < high ? ` (${low.toFixed(1)} to ${high.toFixed(1)})` : "";
  const told = [
    ["in product roles", product.toFixed(1) + range],
    ["leading product", leading.toFixed(1)],
    ["of work in all", all.toFixed(1)],
  ];
  return el(
    "dl",
    { class: "clocks" },
    told.map(([term, years]) => el("div", {}, el("dt", {}, `years ${term}`), el("dd", {}, years))),
  );
}

function facts(candidate) {
  const groups = (candidate.k || []).map(([label, items]) =>
    el(
      "div",
      { class: "fact" },
      el("dt", {}, label),
      el(
        "dd",
        {},
        el(
          "ul",
          {},
          items.map(([text, at]) => factItem(candidate, text, at)),
        ),
      ),
    ),
  );
  return groups.length ? block("What the CV tells besides", el("dl", { class: "facts" }, groups)) : null;
}

function factItem(candidate, text, at) {
  if (at === undefined) return el("li", {}, said(text, "span"));
  const words = candidate.q[at];
  const same = folded(words[0]) === folded(text);
  return el(
    "li",
    {},
    said(text, "span"),
    " ",
    el("span", { class: "place" }, said(place(candidate, words), "span")),
    same ? null : el("q", {}, said(words[0])),
  );
}

/** What the integrity check found: shown, never scored by itself. */
function doubts(candidate) {
  if (!candidate.d) return null;
  const without =
    candidate.without === undefined || isChanged() || candidate.now.review
      ? null
      : el(
          "p",
          { class: "without" },
          "Score with these words ",
          el("b", {}, tenths(candidate.now.total)),
          ", without them ",
          el("b", {}, candidate.without.toFixed(1)),
          ".",
        );
  const items = candidate.d.map(([severity, message, numbers]) =>
    el(
      "li",
      { class: severity },
      el("b", {}, severity === "serious" ? "Serious" : "Notice"),
      " ",
      said(rules.texts[message], "span"),
      quotes(candidate, numbers),
    ),
  );
  return block("Integrity", without, el("ul", { class: "doubts" }, items));
}

/** Where the person's files say different things, with the words of both. */
function disagreements(candidate) {
  if (!candidate.dis) return null;
  const items = candidate.dis.map(([message, numbers]) =>
    el("li", {}, said(message, "span"), numbers.map((at) => quote(candidate, at))),
  );
  return block("The files disagree", el("ul", { class: "doubts" }, items));
}

function warnings(candidate) {
  if (!candidate.w) return null;
  return block(
    "Good to know",
    el(
      "ul",
      { class: "warnings" },
      candidate.w.map((at) => el("li", {}, said(rules.texts[at], "span"))),
    ),
  );
}
