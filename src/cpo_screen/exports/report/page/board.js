// What the page holds: the rules, the candidates, the weights as they are now, and what is looked for.

const data = JSON.parse(byId("data").textContent);
const rules = data;
const candidates = data.candidates;
const started = rules.criteria.map((one) => one.weight);
const board = {
  weights: [...started],
  words: [],
  tier: null,
  view: "table",
  sort: { by: "rank", down: false },
};
const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

function nameOf(candidate) {
  return candidate.n || candidate.f.split("/").pop();
}

function tierName(at) {
  return at < rules.tiers.length ? rules.tiers[at][0] : "none";
}

function jobOf(candidate) {
  return candidate.t ? candidate.t.filter(Boolean).join(", ") || "?" : "no present position";
}

/** Labels of must-haves that are not met, and with ? those that the CV does not tell. */
function openGates(candidate) {
  return candidate.g.flatMap((one, at) =>
    one[0] === "m" ? [] : [rules.gates[at][0] + (one[0] === "u" ? "?" : "")],
  );
}

function haystack(candidate) {
  const facts = (candidate.k || []).flatMap((group) => group[1].map((one) => one[0]));
  const jobs = (candidate.p || []).flatMap((one) => [one[0], one[1]]);
  return folded(
    [candidate.n, candidate.f, candidate.u, candidate.b, ...jobs, ...facts, ...(candidate.c || [])].join(
      "\n",
    ),
  );
}

function isChanged() {
  return board.weights.some((weight, at) => weight !== started[at]);
}

function isWanted(candidate) {
  if (board.tier !== null && candidate.now.tier !== board.tier) return false;
  if (!board.words.length) return true;
  candidate.hay ??= haystack(candidate);
  return board.words.every((word) => candidate.hay.includes(word));
}

const COLUMNS = [
  { id: "rank", label: "Rank", short: "#", of: (one) => one.now.rank },
  { id: "name", label: "Name", of: nameOf },
  { id: "score", label: "Score", of: (one) => one.now.total, down: true },
  { id: "tier", label: "Tier", of: (one) => one.now.tier },
  { id: "years", label: "Product years", of: (one) => (one.y ? one.y[0] : null), down: true },
  { id: "degrees", label: "Degrees", of: (one) => one.u ?? null },
  { id: "background", label: "Background", of: (one) => one.b ?? null },
  { id: "position", label: "Current position", of: (one) => (one.t ? jobOf(one) : null) },
  { id: "gates", label: "Must-haves open", of: (one) => one.unmet + one.unsaid / 1000 },
];

/** The candidates in the ranking that are looked for, in the order of the table. */
function shownCandidates() {
  const { by, down } = board.sort;
  const { of } = COLUMNS.find((one) => one.id === by);
  const keys = new Map(candidates.map((one) => [one, of(one)]));
  const order = (a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    if (x === null || y === null) return (x === null) - (y === null) || a.now.rank - b.now.rank;
    const found = typeof x === "number" ? x - y : collator.compare(x, y);
    return (down ? -found : found) || compare(a, b);
  };
  return candidates.filter((one) => !one.now.review && isWanted(one)).sort(order);
}

function reviewed() {
  return candidates.filter((one) => one.now.review);
}

/** Why a person must look: the reason of the run, or how little the weights of now can judge. */
function whyReviewed(candidate) {
  const little = `Only ${roundEven(candidate.now.known)} % of the weights could be judged`;
  const reasons =
    candidate.now.known < rules.knownBelow ? [...(candidate.review || []), little] : candidate.review;
  return candidate.why && !isChanged() ? candidate.why : reasons.join("; ");
}
