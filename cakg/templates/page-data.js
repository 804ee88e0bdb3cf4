// The values of the page.
const LANGUAGES = ["vi", "en"];
const BLOCK = 50;
const MANY_COLUMNS = 40;
const PIECE = 20; // columns of a piece of a group that has more than MANY_COLUMNS
const MANY_SIGNS = 12;
const FEW_TURNS = 4, MOST_TURNS = 12; // days of one row that are written out on screen, and in what is copied or printed as a table
const BADGES = 3; // problems that a row names; its proof has all
const LONG_TITLE = 320, LONG = 180; // letters beyond which a text is cut on screen
const MANY_PRINTED = 1000;
const HEAD = 1, INFERRED = 2, OPEN = 4, PASSED = 8;

const data = read("cakg-view");

let lang = data.lang;
const text = (place) => {
  const found = data.texts[place];
  return typeof found === "string" ? found : found[Math.max(0, data.langs.indexOf(lang))];
};
/** Return a sentence with its values, as `cakg.messages.say` does: a number chooses between {count:row|rows}. */
const say = (key, values = {}) => data.ui[key][LANGUAGES.indexOf(lang)].replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g,
  (_, name, one, more) => (one === undefined ? String(values[name]) : String(values[name]) === "1" ? one : more));
const word = (scheme, code) => {
  const place = data.words[scheme + "/" + code];
  return place === undefined ? String(code) : text(place);
};

const FIELDS = ["id", "code", "kind", "task", "result", "force", "authority", "docs", "maybe", "due", "start", "time",
  "when", "stated", "statuses", "marks", "issues", "rule", "apart"];
const rows = data.rows.map((values, place) => {
  const row = { place };
  for (let n = 0; n < FIELDS.length; n += 1) row[FIELDS[n]] = values[n];
  row.turns = data.turnsOf[place] ?? null;
  row.inWindow = []; // its days due between those asked for, where it recurs
  return row;
});
const byId = new Map(rows.map((row) => [row.id, row]));
data.rows = null;

let collator = new Intl.Collator("vi", { numeric: true });
let numbers = new Intl.NumberFormat("vi"); // both are slow to make
const number = (value) => numbers.format(value);
const showDay = (iso) => iso.split("-").reverse().join("/");
const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 864e5);

/** Return the ISO form of a day typed as d/m/yyyy (also with . or -), "" for nothing, null for what is no day. */
function readDay(words) {
  if (!words.trim()) return "";
  const parts = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(words);
  if (!parts) return null;
  const iso = `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}`;
  const day = new Date(iso + "T00:00:00Z");
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}

// The turns of what recurs, as numbers of days: the page counts them within data.horizon.
const dayNumber = (iso) => Date.parse(iso) / 864e5;
const dayOf = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
const shownTurns = new Map(); // few days are those of many rows
function showTurn(n) {
  if (!shownTurns.has(n)) shownTurns.set(n, showDay(dayOf(n)));
  return shownTurns.get(n);
}
const unpacked = [];
function turnsOf(row) {
  if (!unpacked[row.turns]) {
    const [first, ...gaps] = data.turns[row.turns];
    const found = first ? [dayNumber(first)] : [];
    for (const gap of gaps) {
      const [length, count] = Array.isArray(gap) ? gap : [gap, 1];
      for (let n = 0; n < count; n += 1) found.push(found[found.length - 1] + length);
    }
    unpacked[row.turns] = found;
  }
  return unpacked[row.turns];
}
/** Return the days between which turns are listed, as the command does: with no first day from today on; null where one side stays open. */
function turnWindow(from, to) {
  return to && (from || to >= data.asOf) ? [from || data.asOf, to] : null;
}
const isBeyond = ([first, last]) => first < data.horizon[0] || last > data.horizon[1];
/** Return the days of the turns between those asked for, in words. */
function turnWords(row, most = MOST_TURNS) {
  const told = row.inWindow.slice(0, most).map(showTurn).join(", ");
  const rest = row.inWindow.length - most;
  return rest > 0 ? `${told} ${say("ui-turns-more", { count: number(rest) })}` : told;
}

const folded = [];
function foldedText(place) {
  if (folded[place] === undefined) folded[place] = fold([].concat(data.texts[place]).join(" "));
  return folded[place];
}
function searchKey(row) {
  if (row.key === undefined) {
    const places = [row.task, row.authority, row.when, row.stated];
    if (row.result !== null) places.push(row.result);
    if (row.rule !== null) places.push(row.rule);
    for (const [, words] of row.apart) places.push(words);
    for (const mark of row.marks) places.push(mark[3], data.columns[mark[0]][1]);
    row.key = fold(row.code + " " + row.id) + " " + places.map(foldedText).join(" ");
  }
  return row.key;
}

/** Work out what search needs while nobody waits. */
function foldAhead(next = 0) {
  requestIdleCallback((idle) => {
    let n = next;
    while (n < rows.length && idle.timeRemaining() > 2) searchKey(rows[n++]);
    if (n < rows.length) foldAhead(n);
  });
}

const names = new Map();
function named(code) {
  if (!names.has(code)) names.set(code, String(code).replace(/[^\w-]/g, "_"));
  return names.get(code);
}

/** The look, the sign and the words of a deadline: never "overdue" without a record that says so. */
function urgency(row) {
  const codes = row.statuses.map((status) => status[0]);
  const has = (code) => codes.includes(code);
  const left = row.due ? days(data.asOf, row.due) : null;
  if (has("overdue")) return ["late", "▲", left === null || left >= 0 ? "" : say("ui-overdue", { count: number(-left) })];
  if (has("unknown") && left !== null && left < 0) return ["past", "?", say("ui-past", { count: number(-left) })];
  if (has("openInTime") && left !== null && left >= 0) {
    const words = left === 0 ? say("ui-today") : say("ui-left", { count: number(left) });
    return left <= 7 ? ["near", "◆", words] : left <= 30 ? ["soon", "●", words] : ["far", "○", words];
  }
  if (has("doneLate")) return ["soon", "✓", lateWords(row.statuses.map((status) => status[3])) || word("status", "doneLate")];
  if (has("doneOnTime")) return ["done", "✓", word("status", "doneOnTime")];
  if (has("continuous")) return ["calm", "∞", word("status", "continuous")];
  if (has("recurring")) return ["calm", "↻", say("ui-recurring")];
  if (has("prohibition") || has("permission")) return ["calm", "–", ""]; // nothing is awaited by a day
  if (!row.due) return ["none", "?", say("ui-undated")];
  return ["calm", "–", ""];
}

/** Return how late work was done, of several bearers from the least to the most; nothing where no day of it is known. */
function lateWords(counts) {
  const known = [...new Set(counts.filter((count) => count !== null))].sort((one, other) => one - other);
  return known.length ? say("ui-done-late", { count: [...new Set([known[0], known.at(-1)])].map(number).join("–") }) : "";
}
/** Return what leads to the whole of what is cut: in a table the cell itself does, elsewhere a button. */
function moreOf(row, total = 0) {
  if (!row) return make("span", { class: "dots" }, "…");
  const words = total ? say("ui-more-all", { count: number(total) }) : say("ui-more");
  return ["matrix", "list"].includes(state.view) ? make("span", { class: "more" }, "… " + words)
    : make("button", { type: "button", class: "link more", "data-row": row.id, "aria-label": `${words}: ${row.code}` }, "… " + words);
}
/** Return words as an element; of endless words the beginning on screen, all of them on paper and in the proof of the row. */
function short(words, row = null, name = "", most = LONG) {
  if (words.length <= most * 1.2) return bdi(words, name);
  const space = words.lastIndexOf(" ", most);
  const end = space > most / 2 ? space : most - (/[\ud800-\udbff]/.test(words[most - 1]) ? 1 : 0);
  return make("bdi", name ? { class: name } : {}, words.slice(0, end), make("span", { class: "rest" }, words.slice(end)), moreOf(row));
}
/** Return elements of which a long list shows the first few on screen, all on paper. */
function few(elements, row) {
  if (elements.length <= MANY_SIGNS) return elements;
  elements.slice(MANY_SIGNS).forEach((each) => each.classList.add("rest"));
  return [...elements, moreOf(row, elements.length)];
}
