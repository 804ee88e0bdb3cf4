// The views that are lists: by unit and by quarter, and what changed.

/** Return the rows as lists in blocks that the browser lays out when they come near; `signs` gives the marks to show. */
function listOf(found, signs, look) {
  const blocks = [];
  for (let start = 0; start < found.length; start += BLOCK) {
    const items = found.slice(start, start + BLOCK).map((row) => make("li", { class: look },
      linkOf(row),
      make("span", { class: "signs" }, ...few(signs(row), row)),
      make("span", {}, short(text(row.task), row, "task", LONG_TITLE), make("small", {}, short(text(row.authority), row))),
      make("span", {}, ...whenParts(row)),
      make("span", { class: "state" }, ...stateParts(row))));
    blocks.push(make("ul", { class: "items" }, ...items));
  }
  return blocks;
}
const linkOf = (row) => row && make("button", { type: "button", class: "link", "data-row": row.id }, clipped(row.code));
function section(id, title, extra, found, signs, look = "item") {
  return make("section", { class: "part", "aria-labelledby": id },
    make("h2", { id, tabindex: "-1" }, ...title, " ", make("small", {}, [say("ui-rows", { count: number(found.length) }), ...extra].join(" · "))),
    ...listOf(found, signs, look));
}
/** Return a list of buttons that lead to the sections. */
const contents = (entries, label) => make("nav", { "aria-label": label }, contentList(entries));
function contentList(entries) {
  const buttons = entries.map(([id, words, count, bar]) => make("li", {}, make("button", { type: "button", "data-part": id },
    ...(bar === undefined ? [] : [barOf(bar)]), make("span", {}, words), " ", make("small", {}, number(count)))));
  return make("ol", { class: "contents" + (entries.some((entry) => entry[3] !== undefined) ? " bars" : "") }, ...buttons);
}
function barOf(share) {
  const bar = make("i", { class: "bar" });
  bar.style.height = `${Math.max(2, Math.round(36 * share))}px`;
  return bar;
}
function showUnits(found) {
  const parts = data.columns.map((column, n) => ({ column, n, rows: [] }));
  for (const row of found.kept) {
    for (const n of new Set(row.marks.map((mark) => mark[0]))) parts[n].rows.push(row);
  }
  const wanted = parts.filter((part) => part.rows.length && (!state.unit || part.column[0] === state.unit));
  const own = (part) => (row) => row.marks.filter((mark) => mark[0] === part.n && (!state.role || mark[2] === state.role))
    .map((mark) => markElement(mark, text(mark[4])));
  const groups = new Map(data.groups.map(([name, , words]) => [name, text(words)]));
  const sections = wanted.map((part) => {
    const counts = new Map();
    for (const row of part.rows) for (const mark of row.marks) if (mark[0] === part.n) counts.set(mark[1], (counts.get(mark[1]) || 0) + 1);
    const extra = [...counts].map(([letters, count]) => `${number(count)} ${letters}`);
    if (part.column[3]) extra.unshift(say("ended"));
    const name = make(part.column[3] ? "s" : "span", {}, short(text(part.column[1])));
    return section(`u-${part.n}`, [name], [groups.get(part.column[2]), ...extra], part.rows, own(part));
  });
  const entries = (some) => some.map((part) => [`u-${part.n}`, clipped(text(part.column[1])), part.rows.length]);
  if (wanted.length <= MANY_COLUMNS) put(contents(entries(wanted), say("ui-view-units")), ...sections);
  else put(make("nav", { class: "groups", "aria-label": say("ui-view-units") }, ...groupsOf(wanted.map((part) => part.n)).map(({ words: title, range, members }) =>
    make("details", {}, make("summary", {}, title + (range ? `: ${range}` : ""), " ", make("small", {}, number(members.length))),
      contentList(entries(members.map((n) => parts[n])))))), ...sections);
}
/** The marks of a row with the names they are of: letters alone would not say who. */
const allSigns = (row) => row.marks.map((mark) => make("span", { class: "one" }, markElement(mark, text(mark[4])), " ", ...partyParts(mark, row)))
  .concat(apartWords(row).map((words) => make("span", { class: "one" }, short(words, row))));

const quarterOf = (iso) => `${iso.slice(0, 4)}-${Math.ceil(Number(iso.slice(5, 7)) / 3)}`;
function showTime(found) {
  const parts = new Map(), always = [], again = [], undated = [];
  for (const row of found.kept) {
    const quarters = new Set((row.due ? [row.due] : row.inWindow.map(dayOf)).map(quarterOf));
    for (const quarter of quarters) {
      if (!parts.has(quarter)) parts.set(quarter, []);
      parts.get(quarter).push(row);
    }
    if (quarters.size) continue;
    if (row.time === "continuous") always.push(row);
    else if (row.time === "recurring") again.push(row);
    else undated.push(row);
  }
  const keys = [...parts.keys()].sort();
  const most = Math.max(1, ...keys.map((key) => parts.get(key).length));
  const words = (sentence, key) => say(sentence, { quarter: lang === "vi" ? ["I", "II", "III", "IV"][Number(key.slice(5)) - 1] : key.slice(5), year: key.slice(0, 4) });
  const entries = keys.map((key) => [`q-${key}`, words("ui-quarter-short", key), parts.get(key).length, parts.get(key).length / most]);
  const sections = keys.map((key) => section(`q-${key}`, [words("ui-quarter", key)], [], parts.get(key), allSigns, "item whole"));
  // what has no day is never hidden: it stands in the contents and at the end, also with no rows
  for (const [id, name, some] of [["q-always", say("ui-always"), always], ["q-again", say("ui-recurring"), again], ["q-none", say("ui-no-quarter"), undated]]) {
    entries.push([id, name, some.length]);
    sections.push(section(id, [name], [], some, allSigns, "item whole"));
  }
  put(contents(entries, say("ui-view-time")), ...sections);
}
const changeHeads = () => ["col-code", "ui-unit", "ui-change-what", "ui-change-before", "ui-change-after", "ui-change-cause"].map((key) => say(key));
function showChanges() {
  const [title, lines] = data.changes;
  put(make("h2", {}, text(title)), lines.length
    ? plainTable([changeHeads()], lines.map(([code, ...texts]) => [linkOf(rowNamed(code)) || code, ...texts.map(text)]), { name: "changes" })
    : make("p", {}, say("no-changes")));
}
/** Return what changed as heads and lines of texts, for paper and files. */
function changesTable() {
  const [, lines] = data.changes;
  return { heads: [changeHeads()], units: 0, lines: lines.map(([code, ...texts]) => [code, ...texts.map(text)]) };
}
/** Return a real table of texts or elements; with `caption` a line above the heads that print repeats. */
function plainTable(heads, lines, { caption = "", name = "" } = {}) {
  const width = heads[heads.length - 1].length;
  const top = caption ? [make("tr", {}, make("th", { colspan: width, class: "caption" }, caption))] : [];
  const head = make("thead", {}, ...top, ...heads.map((line) => make("tr", {}, ...line.map((each) => headOf(each)))));
  const body = make("tbody", {}, ...lines.map((line) => make("tr", {}, ...line.map((each) => make("td", {}, each)))));
  return make("table", name ? { class: name } : {}, head, body);
}
const headOf = (each) => (each.span ? make("th", { colspan: each.span, scope: "colgroup" }, each.words) : make("th", { scope: "col" }, each));

function put(...children) {
  grid = null;
  $("view").replaceChildren(make("div", { class: "sheet scroll", tabindex: "0", role: "region", "aria-label": say("ui-view-" + state.view) }, ...children));
}
function wireViews() {
  $("view").addEventListener("click", (event) => {
    const button = event.target.closest("[data-part]");
    const heading = button && $(button.dataset.part);
    if (!heading) return;
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  });
}
