// One candidate's card, built when it is opened: scorecard, career, proof, doubts, questions.

const VERDICTS = { m: ["met", "✓"], n: ["not met", "✗"], u: ["unknown", "?"] };

function verdict(letter) {
  const [words, sign] = VERDICTS[letter];
  return el(
    "span",
    { class: `verdict ${letter}` },
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    words,
  );
}

function place(candidate, [, page, line, file]) {
  const where = page ? `p. ${page}, l. ${line}` : "file properties";
  return file ? `${where} of ${candidate.more[file - 1].split("/").pop()}` : where;
}

function quote(candidate, at) {
  const words = candidate.q[at];
  return el(
    "p",
    { class: "quote" },
    el("q", {}, said(words[0])),
    " ",
    el("span", { class: "place" }, said(place(candidate, words), "span")),
  );
}

/** The first quote, and the others behind a switch. */
function quotes(candidate, numbers) {
  if (!numbers.length) return null;
  const [first, ...rest] = numbers.map((at) => quote(candidate, at));
  return [first, rest.length ? el("details", {}, el("summary", {}, `${rest.length} more`), rest) : null];
}

function block(title, ...content) {
  return el("section", { class: "block" }, el("h3", {}, title), content);
}

function heading(candidate) {
  const { now } = candidate;
  const place = now.review ? "For review" : `Rank ${now.rank}`;
  const contact = (candidate.c || []).filter(Boolean);
  return el(
    "header",
    { class: "card-head" },
    el("p", { class: "over" }, place, now.review ? "" : [" · ", tierName(now.tier)]),
    el("h2", { id: "candidate-name" }, said(nameOf(candidate))),
    el("p", { class: "job-line" }, said(jobOf(candidate), "span")),
    contact.length
      ? el(
          "p",
          { class: "contact" },
          contact.map((one) => said(one, "span")),
        )
      : null,
    now.review
      ? el("p", { class: "notice" }, said(`For review: ${whyReviewed(candidate)}`, "span"))
      : bigScore(candidate),
  );
}

function bigScore(candidate) {
  const { total, low, high } = candidate.now;
  const bar = scoreBar();
  setBar(bar, low / 10, total / 10, high / 10);
  const open =
    low === high ? "nothing is left open" : `${tenths(low)} to ${tenths(high)} as the unknown turns out`;
  return el(
    "div",
    { class: "big-score" },
    el("b", {}, tenths(total)),
    el("div", {}, bar.node, el("span", { class: "spread" }, `of 100 · ${open}`)),
  );
}

/** In one sentence: what gave most points, what cost most, what is not said. */
function summary(candidate, results) {
  const label = (one) => rules.criteria[one.at].label;
  const lost = (one) => one.weight - one.points;
  const told = results.filter((one) => one.counted);
  const gave = told
    .filter((one) => one.points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, 3);
  const known = told.filter((one) => !gave.includes(one) && one.verdict !== "u" && lost(one) > 0);
  const cost = known.sort((a, b) => lost(b) - lost(a)).slice(0, 3);
  const silent = results.filter((one) => one.verdict === "u").sort((a, b) => b.weight - a.weight);
  const named = (list) =>
    list.map((one) => `${label(one)} (${tenths(one.points)} of ${tenths(one.weight)})`).join(", ");
  const more = silent.length > 3 ? ` and ${silent.length - 3} more` : "";
  const rows = [
    ["Most points", named(gave)],
    ["Cost most", named(cost)],
    ["Not said", silent.slice(0, 3).map(label).join(", ") + more],
  ];
  return el(
    "dl",
    { class: "summary" },
    rows
      .filter((row) => row[1])
      .map(([term, text]) => el("div", {}, el("dt", {}, term), el("dd", {}, text))),
  );
}

function mustHaves(candidate) {
  if (!candidate.g.length) return null;
  const items = candidate.g.map(([letter, reason], at) =>
    el(
      "li",
      {},
      verdict(letter),
      el(
        "div",
        {},
        el("b", {}, rules.gates[at][0]),
        el("span", { class: "reason" }, said(rules.texts[reason], "span")),
      ),
    ),
  );
  return block("Must-haves", el("ul", { class: "must-haves" }, items));
}

/** The questions to ask; where none were given, what they would be about. */
function questions(candidate) {
  if (candidate.ask)
    return block(
      "To ask",
      el(
        "ol",
        { class: "questions" },
        candidate.ask.map((one) => el("li", {}, said(one, "span"))),
      ),
    );
  const unmet = candidate.g.flatMap(([letter], at) => (letter === "n" ? [rules.gates[at][0]] : []));
  const unsaid = candidate.g.flatMap(([letter], at) => (letter === "u" ? [rules.gates[at][0]] : []));
  [...candidate.v].forEach((letter, at) => letter === "u" && unsaid.push(rules.criteria[at].label));
  const rows = [
    ["Not met", unmet],
    ["Not said", [...new Set(unsaid)]],
  ].filter((row) => row[1].length);
  if (!rows.length) return null;
  return block(
    "Open",
    el(
      "dl",
      { class: "open-points" },
      rows.map(([term, labels]) => el("div", {}, el("dt", {}, term), el("dd", {}, labels.join("; ")))),
    ),
  );
}

function resultRow(candidate, result) {
  const rule = rules.criteria[result.at];
  const bar = scoreBar();
  const part = (value) => (result.weight ? (100 * value) / result.weight : 0);
  setBar(bar, part(result.low), part(result.points), part(result.high));
  const points = result.counted
    ? [el("b", {}, tenths(result.points)), ` of ${tenths(result.weight)}`]
    : el("span", { class: "muted" }, "left out");
  return el(
    "tr",
    { class: result.counted ? null : "left-out" },
    el(
      "th",
      { scope: "row" },
      rule.label,
      rule.sources.length ? el("small", { class: "sources" }, rule.sources.join(", ")) : null,
    ),
    el("td", {}, verdict(result.verdict)),
    el(
      "td",
      { class: "points" },
      el("span", {}, points),
      bar.node,
      candidate.lows[result.at] < candidate.highs[result.at]
        ? el("span", { class: "spread" }, `${tenths(result.low)}–${tenths(result.high)}`)
        : null,
    ),
    el(
      "td",
      { class: "why" },
      el("p", { class: "reason" }, said(rules.texts[candidate.r[result.at]], "span")),
      quotes(candidate, candidate.e[result.at]),
    ),
  );
}

function scorecard(candidate, results) {
  const counted = results.filter((one) => one.counted);
  const end = el(
    "tr",
    {},
    el("th", { scope: "row", colspan: 2 }, "Score"),
    el(
      "td",
      { class: "points" },
      el("b", {}, tenths(sum(counted.map((one) => one.points)))),
      ` of ${tenths(sum(counted.map((one) => one.weight)))}`,
    ),
    el("td"),
  );
  return block(
    "Scorecard",
    el(
      "table",
      { class: "scorecard" },
      el("caption", { class: "unseen" }, "Points of each criterion, with the words behind them"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ["Criterion", "Verdict", "Points", "Why"].map((one) => el("th", { scope: "col" }, one)),
        ),
      ),
      el(
        "tbody",
        {},
        results.map((one) => resultRow(candidate, one)),
      ),
      candidate.now.review ? null : el("tfoot", {}, end),
    ),
  );
}

function makeCard(candidate) {
  const results = resultsOf(candidate);
  return el(
    "article",
    { class: "card" },
    heading(candidate),
    candidate.now.review ? null : summary(candidate, results),
    el(
      "div",
      { class: "pair" },
      mustHaves(candidate),
      candidate.now.review && !candidate.ask ? null : questions(candidate),
    ),
    block("Career", timeline(candidate), clocks(candidate)),
    disagreements(candidate),
    doubts(candidate),
    warnings(candidate),
    scorecard(candidate, results),
    facts(candidate),
    el(
      "p",
      { class: "source" },
      [candidate.f, ...(candidate.more || [])].flatMap((one) => [said(one, "span"), " · "]),
      `${candidate.a[0].replaceAll("_", " ")}, ${plural(candidate.a[1], "page")}, ${candidate.a[2]}`,
    ),
  );
}
