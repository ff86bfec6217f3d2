// Everything put together: the views, the candidate's dialog, colours, printing.

function show() {
  const shown = shownCandidates();
  countTiers();
  countShown(shown);
  if (board.view === "table") showTable(shown);
  else showChart(shown);
}

function setView(view) {
  board.view = view;
  byId("table-view").hidden = view !== "table";
  byId("chart-view").hidden = view !== "chart";
  show();
}

const dialog = byId("candidate");

function openCard(candidate, opener) {
  dialog.shown = candidate;
  dialog.opener = opener;
  const list = candidate.now.review ? reviewed() : shownCandidates();
  const at = list.indexOf(candidate);
  const step = (by, label) =>
    el(
      "button",
      {
        type: "button",
        disabled: list[at + by] ? null : "",
        onclick: () => openCard(list[at + by], openerOf(list[at + by]) ?? opener),
      },
      label,
    );
  const bar = el(
    "div",
    { class: "card-bar" },
    step(-1, "← Previous"),
    step(1, "Next →"),
    el("button", { type: "button", onclick: () => window.print() }, "Print"),
    el("button", { type: "button", class: "close", onclick: () => dialog.close() }, "Close"),
  );
  dialog.replaceChildren(bar, makeCard(candidate));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  dialog.querySelector("h2").setAttribute("tabindex", "-1");
  dialog.querySelector("h2").focus({ preventScroll: true });
}

function openerOf(candidate) {
  return candidate.row?.row.querySelector("button");
}

function makeDialog() {
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    dialog.opener?.focus();
    dialog.shown = null;
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

/** On paper: the card of the candidate that is open, or the table and the card of everybody in it. */
function makePrinting() {
  const sheet = byId("print");
  window.addEventListener("beforeprint", () => {
    showTable(shownCandidates());
    const all = board.tier === null && !board.words.length;
    const chosen = dialog.shown ? [dialog.shown] : [...shownCandidates(), ...(all ? reviewed() : [])];
    document.body.classList.toggle("one", Boolean(dialog.shown));
    sheet.replaceChildren(...chosen.map(makeCard));
    for (const one of sheet.querySelectorAll("details")) one.open = true;
    for (const one of sheet.querySelectorAll("[id]")) one.removeAttribute("id");
  });
  window.addEventListener("afterprint", () => sheet.replaceChildren());
  byId("print-button").addEventListener("click", () => window.print());
}

function makeControls() {
  byId("search").addEventListener("input", (event) => {
    board.words = folded(event.target.value).split(/\s+/).filter(Boolean);
    show();
  });
  for (const input of byId("views").querySelectorAll("input"))
    input.addEventListener("change", () => setView(input.value));
  for (const input of byId("themes").querySelectorAll("input")) {
    input.addEventListener("change", () => {
      document.documentElement.dataset.theme = input.value;
    });
  }
  byId("weights-open").addEventListener("click", toggleWeights);
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (width !== (width = window.innerWidth) && board.view === "chart") show();
  });
}

for (const one of candidates) unpackShares(one, rules.criteria);
scoreAll(candidates, board.weights);
for (const one of candidates) one.start = one.now.rank;
makePatterns();
const table = makeTable();
const tiers = makeTiers();
makeWeights();
makeDialog();
makePrinting();
makeControls();
show();
showReview();
showOthers();
byId("range-note").hidden = !candidates.some((one) => one.x);
