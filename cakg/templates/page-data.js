// The values of the page and small helpers. Data becomes text nodes only, never markup.
const LANGUAGES = ["vi", "en"];
const BLOCK = 50;
const MANY_COLUMNS = 40;
const MANY_PRINTED = 1000;
const HEAD = 1, INFERRED = 2, OPEN = 4, PASSED = 8;

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("cakg-view");
const $ = (id) => document.getElementById(id);

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
  "when", "stated", "statuses", "marks", "issues"];
const rows = data.rows.map((values, place) => {
  const row = { place };
  for (let n = 0; n < FIELDS.length; n += 1) row[FIELDS[n]] = values[n];
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

/** Fold as `cakg.text.fold` does: no accents, no case, đ as d, i and y alike. */
function fold(words) {
  const plain = words.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/\s+/g, " ").trim().replaceAll("quy", "qui").replace(/(?<=[bcdghklmnpqrstvx])y\b/g, "i");
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

/** Make an element: attributes, then children; strings become text, nothing stays nothing. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) {
    const value = attributes[name];
    if (name === "class") element.className = value;
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) {
    if (typeof child === "string") {
      if (child) element.appendChild(document.createTextNode(child));
    } else if (child) element.appendChild(child);
  }
  return element;
}
const bdi = (words, name) => make("bdi", name ? { class: name } : {}, words);
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
  if (has("doneOnTime") || has("doneLate")) return ["done", "✓", word("status", has("doneLate") ? "doneLate" : "doneOnTime")];
  if (has("continuous")) return ["calm", "∞", word("status", "continuous")];
  if (!row.due) return ["none", "?", say("ui-undated")];
  return ["calm", "–", ""];
}
