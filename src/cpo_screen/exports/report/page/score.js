// Scoring, to the digit as the program does it: points in whole tenths, weights brought to 1000 of them.

const FULL = 1000;

function sum(values) {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function roundTo(exact, total) {
  const rounded = exact.map(Math.trunc);
  const left = total - sum(rounded);
  if (left) {
    const order = exact.map((_, at) => at);
    order.sort((a, b) => rounded[a] - exact[a] - (rounded[b] - exact[b]));
    for (const at of order.slice(0, left)) rounded[at] += 1;
  }
  return rounded;
}

function apportionWeights(weights) {
  const whole = sum(weights);
  if (whole <= 0) return weights.map(() => 0);
  return roundTo(
    weights.map((weight) => (weight * FULL) / whole),
    FULL,
  );
}

function totalPoints(shares, weights) {
  let total = 0;
  for (let at = 0; at < shares.length; at++) total += shares[at] * weights[at];
  return Math.floor(total + 0.5);
}

function apportionPoints(shares, weights) {
  return roundTo(
    shares.map((share, at) => share * weights[at]),
    totalPoints(shares, weights),
  );
}

/** Unpack a candidate's shares; what the CV does not tell is open from nothing to everything. */
function unpackShares(candidate, criteria) {
  const parts = candidate.s.map((one) =>
    one === null ? [0, 0, 1] : typeof one === "number" ? [one, one, one] : one,
  );
  candidate.known = candidate.s.map((one) => one !== null);
  candidate.shares = parts.map((one) => one[0]);
  candidate.lows = parts.map((one) => one[1]);
  candidate.highs = parts.map((one) => one[2]);
  candidate.counts = criteria.map((one, at) => candidate.known[at] || one.zero);
  candidate.pattern = candidate.counts.map(Number).join("");
  candidate.unmet = candidate.g.filter((one) => one[0] === "n").length;
  candidate.unsaid = candidate.g.filter((one) => one[0] === "u").length;
  candidate.last = candidate.g.some((one, at) => one[0] === "n" && rules.gates[at][1] === "last");
}

function findTier(candidate, total) {
  const fits = (tier) => total / 10 >= tier[1] && !tier[2].some((at) => candidate.g[at][0] === "n");
  const at = rules.tiers.findIndex(fits);
  return at < 0 ? rules.tiers.length : at;
}

/** Score all candidates by `weights` and give each its `now`: total, low and high in tenths, tier, rank. */
function scoreAll(candidates, weights) {
  const nominal = apportionWeights(weights);
  const told = new Map();
  const whole = sum(weights);
  for (const one of candidates) {
    if (!told.has(one.pattern)) {
      told.set(one.pattern, apportionWeights(weights.map((weight, at) => (one.counts[at] ? weight : 0))));
    }
    const own = told.get(one.pattern);
    const total = totalPoints(one.shares, own);
    const known = sum(weights.filter((_, at) => one.known[at]));
    one.now = {
      total,
      low: Math.min(totalPoints(one.lows, nominal), total),
      high: Math.max(totalPoints(one.highs, nominal), total),
      tier: findTier(one, total),
      review: Boolean(one.review) || known * 100 < rules.knownBelow * whole,
      known: whole ? (100 * known) / whole : 0,
      weights: own,
      nominal,
      rank: null,
    };
  }
  rank(candidates);
}

function compare(one, other) {
  const [a, b] = [one.now, other.now];
  return (
    a.review - b.review ||
    one.last - other.last ||
    b.total - a.total ||
    one.unmet - other.unmet ||
    one.unsaid - other.unsaid ||
    b.high - a.high ||
    one.o - other.o
  );
}

function rank(candidates) {
  const ordered = [...candidates].sort(compare);
  let before = null;
  ordered.forEach((one, at) => {
    const shares =
      before &&
      before.now.review === one.now.review &&
      before.last === one.last &&
      before.now.total === one.now.total;
    one.now.place = shares ? before.now.place : at + 1;
    one.now.rank = one.now.review ? null : one.now.place;
    before = one;
  });
}

/** One candidate's results, criterion by criterion, in tenths. */
function resultsOf(candidate) {
  const { weights, nominal } = candidate.now;
  const points = apportionPoints(candidate.shares, weights);
  return points.map((earned, at) => {
    const counted = candidate.counts[at];
    const weight = counted ? weights[at] : nominal[at];
    return {
      at,
      counted,
      weight,
      points: earned,
      low: Math.min(Math.trunc(candidate.lows[at] * weight), earned),
      high: Math.max(roundEven(candidate.highs[at] * weight), earned),
      verdict: candidate.v[at],
    };
  });
}
