// Paper and clipboard: what is shown, as a real table.
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const ENDLESS = 3000; // letters of a row beyond which it may be cut between two sheets
const harmless = (words) => (FORMULA.test(words) ? "'" + words : words);
/** Return the letters of a cell in words alone: each with what the annex says of its bearer. */
const letters = (marks) => marks.map((mark) => mark[1] + (mark[5] & HEAD ? "*" : "") + (mark[6] === null ? "" : text(mark[6]))).join("; ");
const tooWide = () => data.columns.length > MANY_COLUMNS; // for a sheet of paper
const printedWords = () => say("ui-print-annex", { count: number(data.columns.length), most: number(MANY_COLUMNS) });

/** Return the heads and lines of the table as texts; what is no matrix is handed on as the annex. `cellOf` makes what stands for the marks of a cell. */
function paperTable(found, matrix = state.view === "matrix", cellOf = letters) {
  const stateWords = (row) => row.statuses.map(([code, basis, names, late]) =>
    (row.statuses.length > 1 ? names.map(text).join("; ") + ": " : "") + [word("status", code), lateWords([late]), text(basis)].filter(Boolean).join(" – ")).join("; ");
  const when = (row) => [row.inWindow.length ? turnWords(row) : row.due || !text(row.stated) ? text(row.when) || urgency(row)[2] : text(row.when), text(row.stated),
    row.rule === null ? "" : `(${text(row.rule)})`].filter(Boolean).join(" ");
  const duty = (row) => `${text(row.task)} (${text(row.authority)})`;
  if (matrix) {
    const columns = data.columns.map((column, n) => n);
    const heads = [say("col-code"), say("col-duty"), say("col-deadline"),
      ...columns.map((n) => text(data.columns[n][1]) + (data.columns[n][3] ? ` (${say("ended")})` : "")), say("col-status")];
    const groups = [{ words: "", span: 3 }, ...data.groups.map(([, count, words]) => ({ words: text(words), span: count })), { words: "", span: 1 }];
    const lines_ = found.kept.map((row) => [row.code, [duty(row), ...apartWords(row)].join("; "), when(row),
      ...columns.map((n) => cellOf(row.marks.filter((mark) => mark[0] === n))), stateWords(row)]);
    return { heads: [groups, heads], lines: lines_, units: columns.length };
  }
  const party = (mark) => text(mark[3]) + (mark[6] === null ? "" : text(mark[6]));
  const role = (mark) => (isNobody(mark) ? "" : `${mark[2] ? word("role", mark[2]) : say("unstated-role")}: `) + party(mark);
  const who = (row, fits, told) => [...new Set([...row.marks.filter((mark) => fits(mark[2])).map(told), ...apartWords(row, fits, (mine) => mine in ROLES)])].join("; ");
  const heads = ["col-code", "ui-duty-only", "ui-lead", "ui-cooperate", "ui-direct", "ui-implement", "ui-others", "ui-result", "col-deadline", "col-status"];
  return { heads: [heads.map((key) => say(key))], units: 0, lines: found.kept.map((row) => [row.code, duty(row),
    ...Object.keys(ROLES).map((own) => who(row, (mine) => mine === own, party)), who(row, (mine) => !(mine in ROLES), role),
    row.result === null ? "" : text(row.result), when(row), stateWords(row)]) };
}
const banner = () => [say("title-matrix"), text(data.day), passedWords(shown), ...(data.example ? [say("example")] : []),
  ...(data.secrecy ? [text(data.secrecy[0])] : [])].filter(Boolean).join(" · ");

/** Return what a view shows, as the table that is saved and copied. */
const shownTable = () => (state.view === "drawing" ? documentsTable() : state.view === "changes" ? changesTable() : paperTable(shown));
/** Return the table as lines of plain cells that a spreadsheet runs nothing of. */
function plainLines(found) {
  const flat = found.heads.map((line) => line.flatMap((each) => (each.span ? [each.words, ...Array(each.span - 1).fill("")] : [each])));
  return [[banner()], ...flat, ...found.lines].map((line) => line.map((words) => harmless(String(words))));
}
/** Save the rows shown as CSV; the mark before them tells Excel that their letters are UTF-8. */
function saveTable() {
  const found = shownTable();
  const quoted = (words) => (/[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  const csv = "\ufeff" + plainLines(found).map((line) => line.map(quoted).join(",") + "\r\n").join("");
  const address = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  const name = decodeURIComponent(location.pathname.split("/").pop()).replace(/\.\w+$/, "") || "matrix";
  make("a", { href: address, download: `${name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  announce(say("ui-saved", { count: number(found.lines.length) }));
}
function copyTable() {
  const found = shownTable();
  const lines_ = plainLines(found);
  const tsv = lines_.map((line) => line.map((words) => words.replace(/[\t\r\n]+/g, " ")).join("\t")).join("\r\n");
  const table = plainTable(found.heads, found.lines.map((line) => line.map((words) => harmless(String(words)))), { caption: banner() });
  copyText(tsv, say("ui-copied", { count: number(found.lines.length) }), table.outerHTML);
}
/** Put text, and markup made of the same, on the clipboard; works without a permission and from a file. */
function copyText(words, done, markup = "") {
  const fill = (event) => {
    event.clipboardData.setData("text/plain", words);
    if (markup) event.clipboardData.setData("text/html", markup);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true, once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
  announce(copied ? done : say("ui-not-copied"));
}
function printView() {
  const many = shown.kept.length > MANY_PRINTED && ["matrix", "list"].includes(state.view);
  if (!many || confirm(say("ui-print-many", { count: number(shown.kept.length) }))) print();
}
/** Build what is printed: the heads of a real table come again on every sheet. */
function layPaper() {
  pageMargins();
  if (!["matrix", "list"].includes(state.view)) return;
  const matrix = state.view === "matrix" && !tooWide();
  const found = paperTable(shown, matrix, (marks) => make("span", {}, ...marks.map((mark) => markElement(mark))));
  const table = plainTable(found.heads, found.lines, { caption: banner(), name: matrix ? "matrix" : "list" });
  const filled = (n) => found.lines.some((line) => line[n]);
  const shares = matrix ? [4.5, 24, 8, ...Array(found.units).fill(53.5 / found.units), 10]
    : [4.5, 24, 9, 9, 9, 9, 9, 9, 11, 12].map((share, n) => (n > 1 && !filled(n) ? 5 : share));
  const whole = shares.reduce((sum, share) => sum + share);
  const columns = shares.map(() => make("col", {}));
  columns.forEach((column, n) => { column.style.width = `${100 * shares[n] / whole}%`; });
  table.prepend(make("colgroup", {}, ...columns));
  const cut = []; // names too long to stand upright over a column
  for (const [n, each] of [...table.tHead.lastElementChild.cells].entries()) {
    if (matrix && n > 2 && n < 3 + found.units) {
      const words = each.textContent;
      each.replaceChildren(make("span", { class: "upright" }, clipped(words)));
      if (clipped(words) !== words) cut.push(make("p", {}, `${say("ui-name-whole")} “${clipped(words, 30)}”: `, bdi(words)));
    }
  }
  for (const line of table.tBodies[0].rows) {
    if (line.textContent.length > ENDLESS) line.className = "endless";
    [...line.cells].forEach((each, n) => { if (found.units && n > 2 && n < 3 + found.units) each.className = "k"; });
  }
  const key = $("legend").cloneNode(true);
  for (const name of ["id", "role", "aria-label"]) key.removeAttribute(name);
  const parts = [...(matrix || state.view === "list" ? [] : [make("p", {}, printedWords())]), key, found.lines.length ? table : make("p", {}, rows.length ? say("ui-none") : text(data.empty)), ...cut];
  $("paper").replaceChildren(...parts);
}
let margins = null;
/** Write into the margins of every sheet what must stand there: example data, secrecy, the day, the number of the sheet. */
function pageMargins() {
  const quoted = (words) => '"' + words.replace(/[\\"<>\p{Cc}]/gu, " ") + '"';
  const sheet = document.styleSheets[0];
  if (margins !== null) sheet.deleteRule(margins);
  const left = [...(data.example ? [say("example")] : []), ...(data.secrecy ? [text(data.secrecy[0])] : [])].join(" · ");
  const center = [text(data.day), clipped($("asked").textContent, 160)].filter(Boolean).join(" · ");
  margins = sheet.insertRule(`@page { @bottom-left { content: ${quoted(left)}; } @bottom-center { content: ${quoted(center)}; }` +
    ` @bottom-right { content: ${quoted(say("ui-print-page") + " ")} counter(page) "/" counter(pages); } }`,
    sheet.cssRules.length);
}
function wirePaper() {
  addEventListener("beforeprint", layPaper);
  addEventListener("afterprint", () => $("paper").replaceChildren());
}
