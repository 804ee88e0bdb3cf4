// What is asked of the page. It all stands in the part of the address after "#", so that links and Back work.
const VIEWS = ["matrix", "list", "units", "time", "drawing", ...(data.changes ? ["changes"] : [])];
const KEYS = { view: "xem", q: "tim", unit: "dv", role: "vt", doc: "vb", from: "tu", to: "den", status: "tt", force: "ml",
  sort: "sx", row: "nv", maybe: "ct", undated: "kn", lang: "nn", open: "mo" };
const FILTERS = ["q", "unit", "role", "doc", "from", "to", "status", "force", "maybe", "undated"];

const START = { view: "matrix", q: "", unit: "", role: "", doc: "", from: "", to: "", status: "", force: "", sort: "", row: "",
  maybe: "", undated: "", lang: data.lang, open: "" };
let state = { ...START };

const listed = (words) => words.split(",").filter(Boolean);
const toggled = (words, item) => {
  const items = listed(words);
  return (items.includes(item) ? items.filter((other) => other !== item) : [...items, item]).join(",");
};

function readHash() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const found = { ...START };
  for (const name in KEYS) if (asked.has(KEYS[name])) found[name] = asked.get(KEYS[name]);
  if (!VIEWS.includes(found.view)) found.view = START.view;
  if (!data.langs.includes(found.lang)) found.lang = START.lang;
  return found;
}
function hashOf(wanted) {
  const asked = new URLSearchParams();
  for (const name in KEYS) if (wanted[name] !== START[name]) asked.set(KEYS[name], wanted[name]);
  return "#" + asked.toString();
}

let typing = false;
/** Go to a changed state; while someone types, the steps between are not kept in the history. */
function go(change, { keystroke = false } = {}) {
  const wanted = { ...state, row: rowNamed(state.row) ? state.row : "", ...change };
  const hash = hashOf(wanted);
  if (hash === hashOf(state)) return;
  if (keystroke && typing) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  typing = keystroke;
  show(wanted);
}
function arrive() {
  typing = false;
  show(readHash());
}

const place = (list, id) => list.findIndex((item) => item[0] === id);

/** Return the rows that pass the filters; `counts` has for each status how many pass all but the status filter. */
function filtered() {
  const words = fold(state.q).split(" ").filter(Boolean);
  const unit = state.unit ? place(data.columns, state.unit) : null;
  const doc = state.doc ? place(data.docs, state.doc) : null;
  const wanted = listed(state.status);
  const [from, to] = [readDay(state.from) || "", readDay(state.to) || ""];
  const window = turnWindow(from, to), left = new Map();
  const counts = new Map();
  let maybe = 0;
  const kept = rows.filter((row) => {
    if (unit !== null || state.role) {
      const fits = row.marks.some((mark) => (unit === null || mark[0] === unit) && (!state.role || mark[2] === state.role));
      if (!fits) return false;
    }
    if (state.force && (row.force || "none") !== state.force) return false;
    if (!words.every((each) => searchKey(row).includes(each))) return false;
    const rests = doc === null || row.docs.includes(doc);
    if (!rests && !row.maybe.includes(doc)) return false;
    const why = whyNotDue(row, from, to, window), inTime = !why;
    if (why === "other") return false;
    if (!rests) {
      maybe += inTime ? 1 : 0;
      if (!state.maybe) return false;
    }
    const own = tags(row);
    for (const tag of own) counts.set(tag, (counts.get(tag) || 0) + 1);
    if (wanted.length) return own.some((tag) => wanted.includes(tag));
    if (!inTime) left.set(why, (left.get(why) || 0) + 1);
    return inTime || Boolean(state.undated);
  });
  const again = kept.filter((row) => row.inWindow.length);
  const earlier = !from && again.some((row) => turnsOf(row)[0] < dayNumber(data.asOf));
  const turns = [earlier ? say("turns-from", { day: showDay(data.asOf) }) : "",
    again.length && isBeyond(window) ? say("ui-turns-known", horizonDays()) : ""];
  return { kept: sorted(kept), counts, left, maybe, turns: turns.filter(Boolean).join(" · ") };
}
const horizonDays = () => ({ first: showDay(data.horizon[0]), last: showDay(data.horizon[1]) });
/** Return why a row is not due between two days: "" if it is, "other" if it is due on others, else why it cannot be told. */
function whyNotDue(row, from, to, window) {
  row.inWindow = [];
  if (!from && !to) return "";
  if (row.due) return (!from || row.due >= from) && (!to || row.due <= to) ? "" : "other";
  if (row.turns === null) return ["recurring", "continuous"].includes(row.time) ? row.time : "undated";
  if (!window) return "unbounded";
  const [first, last] = window.map(dayNumber);
  row.inWindow = turnsOf(row).filter((day) => day >= first && day <= last);
  return row.inWindow.length ? "" : isBeyond(window) ? "beyond" : "other";
}
/** The pills a row belongs to: its statuses, and whether validation found something to mend. */
function tags(row) {
  if (!row.tags) {
    row.tags = [...new Set(row.statuses.map((status) => status[0]))];
    if (row.issues[0] + row.issues[1]) row.tags.push("issues");
  }
  return row.tags;
}

const SORTS = {
  code: (row) => row.id,
  task: (row) => text(row.task),
  due: (row) => row.due || (row.inWindow.length ? dayOf(row.inWindow[0]) : ""),
  status: (row) => row.statuses.map((status) => word("status", status[0])).join(" "),
};
function sorted(found) {
  const way = state.sort.startsWith("-") ? -1 : 1;
  const key = SORTS[state.sort.replace("-", "")];
  if (!key) return found;
  const keyed = found.map((row) => [key(row), row]);
  keyed.sort(([one, a], [other, b]) => {
    if (!one !== !other) return one ? -1 : 1;
    return way * collator.compare(one, other) || a.place - b.place;
  });
  return keyed.map(([, row]) => row);
}
