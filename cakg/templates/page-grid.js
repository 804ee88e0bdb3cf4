// The two tables, matrix and annex: rows are display:grid in blocks that the browser lays out only when they come near.
let grid = null; // the table on screen: columns, rows shown, elements made so far
const cache = new Map(); // view, language and what is unfolded -> grid with the elements of its rows

/** Return the columns of the matrix; of more than MANY_COLUMNS each group is one column of counts until it is opened. */
function matrixColumns() {
  const many = data.columns.length > MANY_COLUMNS, open = listed(state.open);
  const wanted = state.unit ? place(data.columns, state.unit) : -1; // its column is shown, whatever else is folded
  const shown = [];
  const groups = groupsOf(data.columns.map((column, n) => n)).map((group) => {
    const count = group.members.length;
    const folds = many && count > 1 && !group.members.includes(wanted);
    const closed = folds && !open.includes(group.name);
    if (closed) shown.push({ group: group.name, range: group.range, words: say("ui-open-group", { count: number(count) }), members: group.members });
    else shown.push(...group.members.map((n) => ({ column: n, words: text(data.columns[n][1]), ended: data.columns[n][3] })));
    return { ...group, span: closed ? 1 : count, folds, closed, count };
  });
  return { shown, groups };
}
/** Return the groups of some units, a large one in pieces, each with its name, words, range and units. */
function groupsOf(columns) {
  return data.groups.flatMap(([name, , place]) => {
    const all = columns.filter((n) => data.columns[n][2] === name);
    const pieces = piecesOf(all), words = text(place);
    if (pieces.length === 1) return all.length ? [{ name, words, range: "", members: all }] : [];
    const same = sameWords(all);
    return pieces.map((members, n) => ({ name: `${name}-${n + 1}`, words: `${words} ${n + 1}/${pieces.length}`, range: rangeOf(members, same), members }));
  });
}
/** Cut the columns of a large group into pieces of like size: few enough to stand side by side, small enough to open. */
function piecesOf(members) {
  if (members.length <= MANY_COLUMNS) return [members];
  const count = Math.ceil(members.length / Math.max(PIECE, members.length / MANY_COLUMNS));
  const edge = (n) => Math.round((n * members.length) / count);
  return Array.from({ length: count }, (_, n) => members.slice(edge(n), edge(n + 1)));
}
const wordsOf = (n) => text(data.columns[n][1]).split(/\s+/);
/** Return with how many words all these names begin alike, so that one is left of each. */
function sameWords(columns) {
  const one = wordsOf(columns[0]);
  return columns.reduce((same, n) => {
    const other = wordsOf(n);
    const differs = one.findIndex((word, at) => word !== other[at]);
    return Math.min(same, differs < 0 ? same : differs, other.length - 1);
  }, one.length - 1);
}
/** Name a piece by its first and last unit, without the words with which all units of the group begin. */
function rangeOf(members, same) {
  const [first, last] = [members[0], members[members.length - 1]].map((n) => clipped(wordsOf(n).slice(same).join(" "), 34));
  return `${first} – ${last}`;
}
function matrixGrid() {
  const { shown, groups } = matrixColumns();
  const where = new Map();
  shown.forEach((item, n) => {
    if (item.group) for (const member of item.members) where.set(member, n);
    else where.set(item.column, n);
  });
  const wide = shown.some((item) => item.group) ? 104 : 54;
  const fixed = [
    { words: say("col-code"), width: 86, sort: "code", name: "code s0" },
    { words: say("col-duty"), width: 0, sort: "task", name: "duty s1" },
    { words: say("col-deadline"), width: 196, sort: "due", name: "when s2" },
  ];
  const columns = [...fixed, ...shown.map((item) => ({ ...item, width: wide, name: "x" })),
    { words: say("col-status"), width: 190, sort: "status", name: "state last" }];
  return { columns, groups, unitWidth: wide, upright: wide === 54, units: shown.length, minimum: 380, cells: (row) => matrixCells(row, shown, where) };
}
const ROLES = { lead: "ui-lead", cooperate: "ui-cooperate", direct: "ui-direct", implement: "ui-implement" }; // with a column in the annex
const inColumn = (mark) => mark[2] in ROLES;
const isNobody = (mark) => !mark[2] && data.columns[mark[0]][0] === "-";
/** Return the bearer of a mark, and after it what the annex says of it: that it is only implied, to whom the duty passed. */
const partyParts = (mark, row) => [short(text(mark[3]), row), ...(mark[6] === null ? [] : [short(text(mark[6]), row)])];
/** Return the words for those who have a part in a row at a time of their own, in some roles: the annex names them, no filter takes the row for theirs. */
const apartWords = (row, fits = () => true, plain = () => false) => row.apart.filter(([role]) => fits(role)).map(([role, words]) =>
  (plain(role) ? "" : `${role ? word("role", role) : say("unstated-role")}: `) + text(words));
const SOME = 124, EMPTY = 96; // widths of a column of the annex; one that no row fills keeps its name and little room
function listGrid() {
  const used = (fits) => rows.some((row) => row.marks.some(fits) || row.apart.some(([role]) => fits([null, null, role])));
  const columns = [
    { words: say("col-code"), width: 86, sort: "code", name: "code s0" },
    { words: say("ui-duty-only"), width: 0, sort: "task", name: "duty s1" },
    ...Object.entries(ROLES).map(([role, key]) => ({ words: say(key), width: used((mark) => mark[2] === role) ? SOME : EMPTY, name: "who" })),
    { words: say("ui-others"), width: used((mark) => !inColumn(mark)) ? SOME : EMPTY, name: "who" },
    { words: say("ui-result"), width: rows.some((row) => row.result !== null) ? 106 : EMPTY, name: "who" },
    { words: say("col-deadline"), width: 150, sort: "due", name: "when" },
    { words: say("col-status"), width: 150, sort: "status", name: "state" },
  ];
  return { columns, groups: null, units: 0, unitWidth: 0, minimum: 234, cells: (row) => listCells(row, Object.keys(ROLES)) };
}

const markElement = (mark, words) => make("b", {
  class: "mark r-" + (mark[2] ? named(mark[2]) : "none") + (mark[5] & INFERRED ? " inferred" : "") + (mark[5] & OPEN ? " open" : ""),
  title: words || null }, mark[1] + (mark[5] & HEAD ? "*" : "") + (mark[5] & PASSED ? "→" : ""));

function dutyParts(row) {
  const parts = [short(text(row.task), row, "task", LONG_TITLE)];
  const force = row.force ? make("b", {}, word("binding-force", row.force)) : null;
  parts.push(make("small", {}, ...(force ? [force, " · "] : []), short(text(row.authority), row)));
  const [violations, warnings, infos, problems, notices] = row.issues;
  if (violations + warnings + infos) {
    const badges = problems.slice(0, BADGES).map((problem) => make("span", { class: "badge" }, "⚠ ", short(text(problem), row)));
    const rest = problems.slice(BADGES), all = (some) => some.map((each) => clipped(text(each), LONG)).join("\n");
    if (rest.length) badges.push(make("span", { class: "badge more", title: all(rest) }, say("ui-problems-more", { count: rest.length })));
    if (infos) badges.push(make("span", { class: "badge info", title: all(notices) }, say("ui-notices", { count: infos })));
    parts.push(make("small", { class: "badges" }, ...badges));
  }
  return parts;
}
function whenParts(row) {
  const [look, sign, words] = urgency(row);
  const when = text(row.when);
  const turns = turnWords(row, FEW_TURNS);
  const lines = row.due || turns ? [words] : when && words && when !== words ? [when] : [];
  lines.push(text(row.stated), row.rule === null ? "" : text(row.rule)); // a day that a rule moved is not the one stated
  return [make("span", { class: "time u-" + look }, make("b", {}, `${sign} `, turns ? short(turns, row) : row.due ? when : words || when),
    ...lines.filter(Boolean).map((line) => make("small", {}, short(line, row))))];
}
function stateParts(row) {
  return row.statuses.map(([code, basis, names]) => make("span", { class: "one" },
    ...(row.statuses.length > 1 ? [make("small", {}, short(names.map(text).join("; "), row))] : []),
    make("b", {}, word("status", code)), make("small", {}, short(text(basis), row))));
}
function cell(role, name, place, ...children) {
  const element = make("div", { role, class: "cell " + name, "aria-colindex": place + 1 }, ...children);
  element.place = place;
  return element;
}
function matrixCells(row, shown, where) {
  const last = 3 + shown.length;
  const cells = [cell("rowheader", "code s0", 0, clipped(row.code)), cell("gridcell", "duty s1", 1, ...dutyParts(row),
    ...apartWords(row).map((words) => make("small", {}, short(words, row)))), cell("gridcell", "when s2", 2, ...whenParts(row))];
  const filled = new Map();
  for (const mark of row.marks) {
    const n = where.get(mark[0]);
    if (!filled.has(n)) filled.set(n, []);
    filled.get(n).push(mark);
  }
  for (const [n, marks] of [...filled].sort(([one], [other]) => one - other)) {
    const element = shown[n].group ? countCell(marks, n) : cell("gridcell", "x", 3 + n, ...marks.map((mark) => markElement(mark)));
    const words = shown[n].group ? countWords(marks) : marks.map((mark) => `${mark[1]} – ${text(mark[4])}`).join("; ");
    element.title = words;
    element.setAttribute("aria-label", words);
    element.style.gridColumn = String(4 + n);
    element.marks = marks;
    cells.push(element);
  }
  cells.push(cell("gridcell", "state last", last, ...stateParts(row)));
  return cells;
}
/** Return how often each letters stand among marks, with a mark that has them. */
function counted(marks) {
  const counts = new Map();
  for (const mark of marks) counts.set(mark[1], [(counts.get(mark[1])?.[0] || 0) + 1, mark]);
  return [...counts.values()];
}
const countWords = (marks) => counted(marks).map(([count, mark]) =>
  `${number(count)} ${mark[1]} – ${mark[2] ? word("role", mark[2]) : text(mark[3])}`).join("; ");
const countCell = (marks, n) => cell("gridcell", "x", 3 + n, ...counted(marks).map(([count, mark]) =>
  make("span", { class: "count" }, `${number(count)} `, markElement([...mark.slice(0, 5), 0]))));
function listCells(row, roles) {
  const who = (fits) => few([...row.marks.filter((mark) => fits(mark[2])).map((mark) => make("span", { class: "one" },
    ...(inColumn(mark) ? [] : [markElement(mark, text(mark[4])), " "]), ...partyParts(mark, row))),
  ...apartWords(row, fits, (role) => role in ROLES).map((words) => make("span", { class: "one" }, short(words, row)))], row);
  const parts = [[clipped(row.code)], dutyParts(row), ...roles.map((own) => who((role) => role === own)),
    who((role) => !(role in ROLES)), row.result === null ? [] : [short(text(row.result), row)], whenParts(row),
    stateParts(row)];
  const looks = grid.columns.map((column) => column.name);
  return parts.map((part, n) => cell(n ? "gridcell" : "rowheader", looks[n], n, ...part));
}

/** Put a table on screen with the rows that passed. */
function showGrid(found) {
  const folds = state.view === "matrix" && data.columns.length > MANY_COLUMNS;
  const key = [state.view, lang, ...(folds ? [state.open, state.unit] : [])].join("|");
  if (!cache.has(key)) cache.set(key, { ...(state.view === "matrix" ? matrixGrid() : listGrid()), made: [], root: null });
  grid = cache.get(key);
  if (!grid.root) buildGrid();
  grid.shown = found.kept;
  drawHeader();
  const blocks = [];
  for (let start = 0; start < found.kept.length; start += BLOCK) {
    const block = grid.blocks[blocks.length] || (grid.blocks[blocks.length] = make("div", { class: "block", role: "rowgroup" }));
    const some = found.kept.slice(start, start + BLOCK).map((row, n) => rowElement(row, start + n));
    const stays = block.childNodes.length === some.length
      && some.every((row, n) => row.parentNode === block && row.nextSibling === (some[n + 1] || null));
    if (!stays) block.replaceChildren(...some);
    blocks.push(block);
  }
  grid.body.replaceChildren(...blocks);
  grid.table.setAttribute("aria-rowcount", String(found.kept.length + grid.heads));
  grid.cursor = { row: Math.min(grid.cursor.row, found.kept.length - 1), column: grid.cursor.column };
  $("view").replaceChildren(grid.root);
  sizeGrid();
  point(false);
  if (grid.unit !== state.unit) grid.head.querySelector(".chosen")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  grid.unit = state.unit;
}
function rowElement(row, n) {
  let element = grid.made[row.place];
  const days = row.inWindow.length ? `${row.inWindow[0]} ${row.inWindow.length}` : ""; // of one row, these two tell which turns
  if (!element) {
    element = make("div", { class: "row", role: "row" });
    element.append(...grid.cells(row));
    element.item = row;
    grid.made[row.place] = element;
  } else if (element.days !== days) element.querySelector(".when").replaceChildren(...whenParts(row));
  element.days = days;
  if (element.number !== n) {
    element.number = n;
    element.setAttribute("aria-rowindex", String(n + 1 + grid.heads));
  }
  return element;
}
function buildGrid() {
  grid.heads = grid.groups ? 2 : 1;
  grid.blocks = [];
  grid.head = make("div", { class: "head", role: "rowgroup" });
  grid.body = make("div", { class: "body", role: "presentation" });
  grid.table = make("div", { class: "grid", role: "grid", "aria-colcount": grid.columns.length, "aria-readonly": "true" }, grid.head, grid.body);
  grid.root = make("div", { class: "scroll" }, grid.table);
  grid.cursor = { row: 0, column: 0 };
}
function drawHeader() {
  grid.table.setAttribute("aria-label", `${say("title-matrix")}: ${say("ui-view-" + state.view)}`);
  const lines = [];
  if (grid.groups) {
    const cells = ["s0", "s1", "s2"].map((name, n) => cell("gridcell", "corner " + name, n));
    let n = 3;
    for (const group of grid.groups) {
      const hint = group.folds ? say(group.closed ? "ui-open-group" : "ui-close-group", { count: number(group.count) }) : null;
      const words = group.words + (group.range && !group.closed ? `: ${group.range}` : "");
      const sign = group.folds ? (group.closed ? "▸ " : "▾ ") : "";
      const element = cell("columnheader", "group", n, make("span", { class: "stay" }, sign + words));
      element.title = hint ? `${words}: ${hint}` : words;
      element.setAttribute("aria-colspan", String(group.span));
      element.style.gridColumn = `${n + 1} / span ${group.span}`;
      if (group.folds) {
        element.fold = group.name;
        element.setAttribute("aria-expanded", String(!group.closed));
      }
      cells.push(element);
      n += group.span;
    }
    cells.push(cell("gridcell", "corner last", n));
    lines.push(headRow(cells, 0));
  }
  lines.push(headRow(grid.columns.map(headCell), lines.length));
  grid.head.replaceChildren(...lines);
}
function headRow(cells, n) {
  const element = make("div", { class: "row", role: "row", "aria-rowindex": n + 1 }, ...cells);
  element.number = n - grid.heads;
  return element;
}
function headCell(column, n) {
  const way = column.sort && state.sort.replace("-", "") === column.sort ? (state.sort.startsWith("-") ? -1 : 1) : 0;
  const sign = way ? make("span", { class: "way", "aria-hidden": "true" }, way > 0 ? " ▲" : " ▼") : "";
  const label = column.group ? [grid.groups.find((group) => group.name === column.group).words, column.range, column.words].filter(Boolean).join(": ") : null;
  const upright = grid.upright && column.column !== undefined; // the whole name stands in the title
  const name = make(column.ended ? "s" : "span", { class: upright ? "" : "clamp" }, bdi(upright ? clipped(column.words, 80) : column.words));
  const ended = column.ended ? make("small", {}, say("ended")) : "";
  const range = column.range ? make("b", { class: "clamp" }, bdi(column.range)) : "";
  const parts = upright ? [make("span", { class: "upright" + (column.words.length > 44 ? " tight" : "") }, name, ended ? " " : "", ended)] : [range, name, ended, sign];
  const element = cell("columnheader", column.name + (column.ended ? " ended" : ""), n, ...parts);
  element.style.gridColumn = String(n + 1);
  element.title = label || column.words;
  if (label) element.setAttribute("aria-label", label);
  element.sort = column.sort;
  element.group = column.group;
  element.column = column.column;
  if (column.sort) element.setAttribute("aria-sort", way > 0 ? "ascending" : way < 0 ? "descending" : "none");
  if (column.column !== undefined && data.columns[column.column][0] === state.unit && state.unit) element.classList.add("chosen");
  return element;
}
/** Give every column its width in pixels; the duty takes what is left. */
function sizeGrid() {
  if (!grid || !grid.root.isConnected) return;
  const fixed = grid.columns.reduce((sum, column) => sum + column.width, 0);
  const room = grid.root.clientWidth - fixed;
  const spare = Math.max(Math.min(grid.minimum, Math.max(210, 0.45 * grid.root.clientWidth)), room);
  const widths = grid.columns.map((column) => column.width || spare);
  const units = grid.units ? ` repeat(${grid.units}, ${grid.unitWidth}px) ` : " ";
  const head = widths.slice(0, grid.units ? 3 : widths.length).map((width) => width + "px").join(" ");
  const tail = grid.units ? widths[widths.length - 1] + "px" : "";
  const style = grid.table.style;
  style.setProperty("--columns", head + units + tail);
  style.setProperty("--whole", widths.reduce((sum, width) => sum + width, 0) + "px");
  style.setProperty("--left1", widths[0] + "px");
  style.setProperty("--left2", widths[0] + widths[1] + "px");
  style.setProperty("--left3", widths[0] + widths[1] + widths[2] + "px");
  style.setProperty("--unit", (grid.unitWidth || 1) + "px");
}
