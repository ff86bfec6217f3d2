// The pool: score against product years. One tab stop; the arrow keys walk through the points by rank.

const EDGE = { top: 18, right: 96, bottom: 44, left: 44 };
const MANY = 150; // points: of more than these, only the one in view shows its range
const chart = { focus: 0, points: [], dots: [] };

function showChart(shown) {
  const figure = byId("chart-view");
  chart.points = shown.filter((one) => one.y).sort((a, b) => a.now.rank - b.now.rank || compare(a, b));
  chart.focus = Math.min(chart.focus, Math.max(chart.points.length - 1, 0));
  const width = Math.max(figure.clientWidth, 300);
  const height = Math.round(Math.min(Math.max(width * 0.52, 380), 620));
  const scale = chartScale(width, height);
  chart.tip = el("div", { class: "tip", "aria-hidden": "true", hidden: true });
  chart.dots = chart.points.map((one, at) => dot(one, at, scale));
  const drawing = svg(
    "svg",
    {
      class: chart.points.length > MANY ? "many" : null,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "group",
      "aria-label":
        "Score against product years. Arrow keys move from candidate to candidate, Enter opens one.",
      onkeydown: moveOnChart,
    },
    chartGrid(scale, width, height),
    chart.dots,
    pointNames(scale, width),
  );
  const left = shown.length - chart.points.length;
  const note = `Score against years in product roles; the bar through a point is its low–high range.${left ? ` ${left} without positions not shown.` : ""}`;
  figure.replaceChildren(drawing, chart.tip, el("figcaption", {}, note));
}

function chartScale(width, height) {
  const most = Math.max(5, ...candidates.map((one) => (one.y ? one.y[0] : 0)));
  const years = Math.ceil(most / 5) * 5;
  const right = width < 600 ? 16 : EDGE.right;
  const inner = [width - EDGE.left - right, height - EDGE.top - EDGE.bottom];
  return {
    years,
    right,
    x: (value) => EDGE.left + (value / years) * inner[0],
    y: (value) => EDGE.top + (1 - value / 100) * inner[1],
  };
}

function chartGrid(scale, width, height) {
  const parts = [];
  for (const score of [0, 25, 50, 75, 100]) {
    parts.push(
      svg("line", {
        class: "grid",
        x1: EDGE.left,
        x2: width - scale.right,
        y1: scale.y(score),
        y2: scale.y(score),
      }),
    );
    parts.push(
      svg("text", { x: EDGE.left - 8, y: scale.y(score) + 4, "text-anchor": "end" }, String(score)),
    );
  }
  const step = scale.years > 25 ? 10 : scale.years > 10 ? 5 : 2;
  for (let year = 0; year <= scale.years; year += step) {
    parts.push(
      svg(
        "text",
        { x: scale.x(year), y: height - EDGE.bottom + 18, "text-anchor": "middle" },
        String(year),
      ),
    );
  }
  for (const [name, from] of rules.tiers.filter((tier) => tier[1] > 0)) {
    parts.push(
      svg("line", {
        class: "threshold",
        x1: EDGE.left,
        x2: width - scale.right,
        y1: scale.y(from),
        y2: scale.y(from),
      }),
    );
    if (scale.right > 50)
      parts.push(
        svg(
          "text",
          { class: "threshold", x: width - scale.right + 8, y: scale.y(from) + 4 },
          `${name} ${from}`,
        ),
      );
  }
  const middle = (scale.x(0) + scale.x(scale.years)) / 2;
  parts.push(
    svg(
      "text",
      { class: "axis-name", x: middle, y: height - 6, "text-anchor": "middle" },
      "Years in product roles",
    ),
  );
  return svg("g", { "aria-hidden": "true" }, parts);
}

function dot(candidate, at, scale) {
  const { now } = candidate;
  const [x, y] = [scale.x(candidate.y[0]), scale.y(now.total / 10)];
  const words = `Rank ${now.rank}, ${nameOf(candidate)}: score ${tenths(now.total)}, low ${tenths(now.low)}, high ${tenths(now.high)}, ${candidate.y[0].toFixed(1)} product years, ${tierName(now.tier)}`;
  const node = svg(
    "g",
    {
      class: `dot tier-${Math.min(now.tier, 3)}`,
      role: "button",
      tabindex: at === chart.focus ? 0 : -1,
      "aria-label": words,
    },
    svg("line", { class: "whisker", x1: x, x2: x, y1: scale.y(now.low / 10), y2: scale.y(now.high / 10) }),
    svg("circle", { class: "hit", cx: x, cy: y, r: 11 }),
    svg("circle", { class: "point", cx: x, cy: y, r: 5 }),
  );
  node.addEventListener("click", () => openCard(candidate, node));
  node.addEventListener("focus", () => {
    focusDot(at, false);
    tell(candidate, x, y);
  });
  node.addEventListener("pointerenter", () => tell(candidate, x, y));
  for (const end of ["blur", "pointerleave"])
    node.addEventListener(end, () => {
      chart.tip.hidden = true;
    });
  return node;
}

function tell(candidate, x, y) {
  const { now } = candidate;
  chart.tip.replaceChildren(
    el("b", {}, `${now.rank}. `, said(nameOf(candidate))),
    el(
      "span",
      {},
      `${tenths(now.total)} (${tenths(now.low)}–${tenths(now.high)}) · ${candidate.y[0].toFixed(1)} years · ${tierName(now.tier)}`,
    ),
    said(jobOf(candidate), "span"),
  );
  chart.tip.hidden = false;
  const room = chart.tip.parentNode.clientWidth - chart.tip.offsetWidth - 4;
  chart.tip.style.left = `${Math.max(0, Math.min(x + 14, room))}px`;
  chart.tip.style.top = `${Math.max(0, y - chart.tip.offsetHeight - 12)}px`;
}

/** Names beside the points, best first, where there is room for them. */
function pointNames(scale, width) {
  const taken = chart.points.map((one) =>
    box(scale.x(one.y[0]) - 6, scale.y(one.now.total / 10) - 6, 12, 12),
  );
  const names = [];
  for (const one of chart.points.slice(0, 40)) {
    const [x, y] = [scale.x(one.y[0]), scale.y(one.now.total / 10)];
    const name = nameOf(one).slice(0, 28);
    const long = name.length * 6.6;
    const places = [
      [x + 10, y + 4, "start", x + 10],
      [x - 10, y + 4, "end", x - 10 - long],
      [x, y - 11, "middle", x - long / 2],
      [x, y + 19, "middle", x - long / 2],
    ];
    const free = places.find(([, top, , left]) => {
      const own = box(left, top - 11, long, 14);
      return own.left > EDGE.left && own.right < width - 4 && !taken.some((other) => meets(own, other));
    });
    if (!free) continue;
    taken.push(box(free[3], free[1] - 11, long, 14));
    names.push(svg("text", { class: "point-name", x: free[0], y: free[1], "text-anchor": free[2] }, name));
  }
  return svg("g", { "aria-hidden": "true" }, names);
}

function box(left, top, width, height) {
  return { left, top, right: left + width, bottom: top + height };
}

function meets(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function focusDot(at, move = true) {
  chart.dots[chart.focus]?.setAttribute("tabindex", -1);
  chart.focus = at;
  chart.dots[at].setAttribute("tabindex", 0);
  if (move) chart.dots[at].focus();
}

function moveOnChart(event) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const last = chart.points.length - 1;
  if (event.key in steps) focusDot(Math.min(Math.max(chart.focus + steps[event.key], 0), last));
  else if (event.key === "Enter" || event.key === " ")
    openCard(chart.points[chart.focus], chart.dots[chart.focus]);
  else return;
  event.preventDefault();
}
