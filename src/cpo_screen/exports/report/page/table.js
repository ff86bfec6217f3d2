// The ranked table: columns that sort, tiers that filter, and the lists of what was not ranked.

function makeTable() {
  const heads = COLUMNS.map((column) => {
    const button = el(
      "button",
      { type: "button", onclick: () => sortBy(column) },
      column.short
        ? [el("span", { "aria-hidden": "true" }, column.short), unseen(column.label)]
        : column.label,
      el("span", { class: "arrow", "aria-hidden": "true" }),
    );
    return el("th", { scope: "col", role: "columnheader", class: `col-${column.id}` }, button);
  });
  const body = el("tbody", { role: "rowgroup" });
  const caption = el(
    "caption",
    { class: "unseen" },
    "Ranked candidates. A column's button sorts, a name opens the candidate.",
  );
  const table = el(
    "table",
    { class: "ranked", role: "table" },
    caption,
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads)),
    body,
  );
  const none = el("p", { class: "none", hidden: true }, "No candidate fits this search and tier.");
  byId("table-view").append(table, none);
  return { heads, body, none };
}

function sortBy(column) {
  const { sort } = board;
  board.sort = { by: column.id, down: sort.by === column.id ? !sort.down : Boolean(column.down) };
  show();
}

function showTable(shown) {
  COLUMNS.forEach((column, at) => {
    const { by, down } = board.sort;
    const order = column.id !== by ? null : down ? "descending" : "ascending";
    if (order) table.heads[at].setAttribute("aria-sort", order);
    else table.heads[at].removeAttribute("aria-sort");
  });
  const rows = shown.map(updateRow);
  if (rows.length !== table.body.children.length || rows.some((row, at) => row !== table.body.children[at]))
    table.body.replaceChildren(...rows);
  table.none.hidden = shown.length > 0;
}

function countShown(shown) {
  const all = candidates.length - reviewed().length;
  byId("shown").textContent =
    shown.length === all ? plural(all, "candidate") : `${shown.length} of ${plural(all, "candidate")}`;
}

/** The choice of tiers, with how many stand in each now. */
function makeTiers() {
  const used = rules.tiers.map((tier) => tier[0]);
  const all = [[null, "All"], ...used.map((name, at) => [at, name])];
  return all.map(([at, name]) => {
    const input = el("input", {
      type: "radio",
      name: "tier",
      value: at ?? "",
      checked: at === null,
      onchange: () => {
        board.tier = at;
        show();
      },
    });
    const count = el("small");
    byId("tiers").append(el("label", {}, input, el("span", {}, name, " ", count)));
    return { at, count };
  });
}

function countTiers() {
  const ranked = candidates.filter((one) => !one.now.review);
  for (const { at, count } of tiers) {
    count.textContent = String(
      at === null ? ranked.length : ranked.filter((one) => one.now.tier === at).length,
    );
  }
  byId("count-ranked").textContent = String(ranked.length);
  byId("count-review").textContent = String(candidates.length - ranked.length);
}

function simpleTable(caption, heads, rows) {
  return el(
    "table",
    { class: "plain" },
    el("caption", { class: "unseen" }, caption),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        heads.map((one) => el("th", { scope: "col" }, one)),
      ),
    ),
    el("tbody", {}, rows),
  );
}

function showReview() {
  const rows = reviewed().map((one) => {
    const opener = el("button", { type: "button", class: "open-card" }, said(nameOf(one)));
    opener.addEventListener("click", () => openCard(one, opener));
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, opener),
      el("td", {}, said(whyReviewed(one), "span")),
      el("td", { class: "file" }, said(one.f, "span")),
    );
  });
  const section = byId("review");
  section.hidden = rows.length === 0;
  section.replaceChildren(
    section.firstElementChild,
    el(
      "p",
      { class: "lead" },
      "Read badly, or your criteria say so: a person must look. No rank, no score.",
    ),
    simpleTable("Files for review", ["Name", "Why", "File"], rows),
  );
}

/** Refused, duplicate and merged files never change. */
function showOthers() {
  const lists = [
    ["refused", "Not readable as a CV.", ["File", "Why"], rules.refused],
    ["duplicates", "The same file, byte for byte, as another one.", ["File", "Same as"], rules.duplicates],
    ["merged", "Further files of people in the lists above.", ["File", "Of the person in"], rules.merged],
  ];
  for (const [id, lead, heads, files] of lists) {
    const rows = files.map((one) =>
      el(
        "tr",
        {},
        el("th", { scope: "row", class: "file" }, said(one[0], "span")),
        el("td", { class: id === "refused" ? null : "file" }, said(one[1], "span")),
      ),
    );
    byId(id).hidden = rows.length === 0;
    byId(id).append(el("p", { class: "lead" }, lead), simpleTable(heads.join(", "), heads, rows));
  }
}
