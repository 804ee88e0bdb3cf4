// What stands above the table: title, views, pills, filters and the key to the signs.
const STATUSES = ["overdue", "unknown", "openInTime", "doneOnTime", "doneLate", "continuous", "recurring", "undated", "suspended",
  "superseded", "notApplicable", "prohibition", "permission"];
const LOOK = { overdue: "late", unknown: "past", openInTime: "far", doneOnTime: "done", doneLate: "soon", continuous: "calm",
  undated: "none", issues: "late" };

function options(select, first, items) {
  const chosen = items.map(([value, words]) => make("option", { value }, words));
  select.replaceChildren(make("option", { value: "" }, first), ...chosen);
}
const byWords = (one, other) => collator.compare(one[1], other[1]);
const clipped = (words, most = 90) => (words.length > most ? words.slice(0, most - 1) + "…" : words);

/** Write everything that does not depend on the filters, in the language of the page. */
function drawControls() {
  document.documentElement.lang = lang;
  collator = new Intl.Collator(lang, { numeric: true });
  numbers = new Intl.NumberFormat(lang);
  document.title = [say("title-matrix"), text(data.day), data.part].filter(Boolean).join(" · ");
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
  $("language").hidden = data.langs.length < 2;
  $("language").lang = lang === "vi" ? "en" : "vi";
  $("facts").replaceChildren([text(data.day), data.part].filter(Boolean).join(" · "),
    make("span", { class: "notes" }, [...data.notes.map(text), ...(tooWide() ? [printedWords()] : [])].map((note) => " · " + note).join("")));
  $("secrecy").textContent = data.secrecy ? text(data.secrecy[0]) : "";
  $("secrecy").className = data.secrecy && data.secrecy[1] ? "secrecy grave" : "secrecy";
  if (data.carries !== null) $("carries").textContent = text(data.carries);
  $("example").hidden = !data.example;
  $("views").replaceChildren(...VIEWS.map((view) =>
    make("button", { type: "button", "data-view": view }, say("ui-view-" + view))));

  const columns = data.columns.map((column) => [column[0], clipped(text(column[1]))]);
  options($("unit"), say("ui-unit-all"), columns.sort(byWords));
  options($("role"), say("ui-role-all"), Object.keys(data.letters).map((role) =>
    [role, `${data.letters[role]} – ${word("role", role)}`]).sort(byWords));
  const used = new Set(rows.flatMap((row) => [...row.docs, ...row.maybe]));
  const drawn = data.docs.map((doc, n) => [doc, n]).filter(([doc, n]) => used.has(n) && doc[3] !== "Provision" && doc[3] !== "Mention");
  options($("doc"), say("ui-document-all"), drawn.map(([doc]) => [doc[0], clipped(text(doc[1]))]).sort(byWords));
  const forces = [...new Set(rows.map((row) => row.force || "none"))];
  options($("force"), say("ui-force-all"), forces.map((force) =>
    [force, force === "none" ? say("ui-force-none") : word("binding-force", force)]).sort(byWords));
  drawLegend();
}
function drawLegend() {
  const sign = (letters, name, words) => make("span", {}, make("b", { class: "mark " + name }, letters), " " + words);
  const roles = Object.keys(data.letters).map((role) => sign(data.letters[role], "r-" + named(role), word("role", role)));
  const all = rows.some((row) => row.marks.some((mark) => !mark[2])) ? [sign("?", "r-none", say("nobody"))] : [];
  const signs = rows.reduce((found, row) => row.marks.reduce((sum, mark) => sum | mark[5], found), 0);
  const notes = [[HEAD, "ui-head"], [INFERRED, "ui-inferred"], [OPEN, "ui-red"], [PASSED, "ui-passed"]];
  const words = notes.filter(([bit]) => signs & bit).map(([, key]) => make("span", {}, say(key, { words: say("ui-open") })));
  const signs_ = [...roles, ...all, ...words];
  $("legend").replaceChildren(...(signs_.length ? [make("strong", {}, say("legend") + ":")] : []), ...signs_);
}

/** Show what is asked in the controls, and how much of the table is left. */
function fillControls(found) {
  for (const name of ["q", "role", "doc", "force", "from", "to"]) if ($(name).value !== state[name]) $(name).value = state[name];
  $("unit").value = state.unit;
  const doc = state.doc ? data.docs[place(data.docs, state.doc)] : null;
  if (doc && !$("doc").value) $("doc").append(make("option", { value: doc[0], selected: true }, clipped(text(doc[1]))));
  for (const button of $("views").children) {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }
  const wanted = listed(state.status);
  const there = new Set(rows.flatMap(tags));
  const codes = [...STATUSES, ...[...there].filter((code) => !STATUSES.includes(code))].filter((code) => there.has(code));
  $("pills").replaceChildren(...codes.map((code) => make("button",
    { type: "button", class: "pill u-" + (LOOK[code] || "calm"), "data-status": code, "aria-pressed": String(wanted.includes(code)) },
    make("b", {}, number(found.counts.get(code) || 0)), " " + tagWords(code))));
  $("count").textContent = say("ui-shown", { count: number(found.kept.length), total: number(rows.length) });
  const undated = $("undated"), maybe = $("maybe");
  undated.hidden = !found.left.size;
  undated.textContent = undated.hidden ? "" : say(state.undated ? "ui-undated-shown" : "ui-undated-kept", { words: someWords(found) });
  undated.title = state.undated ? "" : leftWords(found).join("\n");
  $("turns").textContent = found.turns;
  undated.setAttribute("aria-pressed", String(Boolean(state.undated)));
  maybe.hidden = !found.maybe;
  maybe.textContent = state.maybe ? say("ui-possible-shown") : say("ui-possible-kept", { count: number(found.maybe) });
  maybe.setAttribute("aria-pressed", String(Boolean(state.maybe)));
  $("asked").textContent = state.view === "changes" ? "" : passedWords(found);
  const set = FILTERS.filter((name) => state[name]).length;
  $("clear").disabled = !set;
  $("tools").textContent = say("ui-tools") + (set ? ` (${number(set)})` : "");
}
/** Name the filters set, each with what is asked of it; a day that is none filters nothing. */
function filterWords(names = FILTERS) {
  const doc = data.docs[place(data.docs, state.doc)], unit = data.columns[place(data.columns, state.unit)];
  const told = { q: () => ["ui-find", `“${state.q.trim()}”`], unit: () => ["ui-unit", unit ? text(unit[1]) : state.unit],
    role: () => ["ui-role", word("role", state.role)], doc: () => ["ui-document", doc ? text(doc[1]) : state.doc],
    force: () => ["col-force", state.force === "none" ? say("ui-force-none") : word("binding-force", state.force)],
    from: () => ["ui-from", showDay(readDay(state.from) || "")], to: () => ["ui-to", showDay(readDay(state.to) || "")],
    status: () => ["col-status", listed(state.status).map(tagWords).join(" | ")] };
  const set = names.filter((name) => told[name] && state[name].trim()).map((name) => told[name]()).filter(([, words]) => words);
  return set.length ? say("ui-filtered", { words: set.map(([key, words]) => `${say(key)}: ${clipped(words)}`).join("; ") }) : "";
}
/** Return what a date filter does not judge, in few words: no day known, recurring, going on all the time. */
function someWords({ left }) {
  const count = (...names) => names.reduce((sum, name) => sum + (left.get(name) || 0), 0);
  const some = [["ui-some-undated", count("undated")], ["ui-some-recurring", count("recurring", "unbounded", "beyond")],
    ["ui-some-continuous", count("continuous")]];
  return some.filter(([, n]) => n).map(([key, n]) => say(key, { count: number(n) })).join(", ");
}
/** Return the same as the sentences of the command, each with its reason. */
function leftWords({ left }) {
  const told = ["undated", "unbounded", "recurring", "continuous"].filter((why) => left.get(why))
    .map((why) => say("count-" + why, { count: number(left.get(why)) }));
  return left.get("beyond") ? [...told, say("ui-beyond-left", { count: number(left.get("beyond")), ...horizonDays() })] : told;
}
/** Say on paper and in files what the filters let pass and what they leave out only because too little is known. */
function passedWords(found) {
  const words = filterWords();
  return words ? [words, say("ui-shown", { count: number(found.kept.length), total: number(rows.length) }),
    ...(found.left.size && state.undated ? [say("ui-undated-shown", { words: someWords(found) })] : leftWords(found)), found.turns,
    found.maybe ? (state.maybe ? say("ui-possible-shown") : say("ui-possible-left", { count: number(found.maybe) })) : ""].filter(Boolean).join(" · ") : "";
}
const tagWords = (code) => (code === "issues" ? say("ui-issues") : word("status", code));
/** Return what is asked that cannot be met: the field, and the sentence that says why. */
function troubles() {
  const found = [];
  const [from, to] = ["from", "to"].map((name) => {
    const day = readDay(state[name]);
    if (day === null) found.push([name, say("ui-day-bad", { words: clipped(state[name]) })]);
    return day;
  });
  if (from && to && from > to) {
    const words = say("ui-days-crossed", { first: showDay(from), last: showDay(to) });
    found.push(["from", words], ["to", words]);
  }
  const known = {
    unit: ["ui-unit", (id) => place(data.columns, id) >= 0], role: ["ui-role", (id) => id in data.letters],
    doc: ["ui-view-drawing", (id) => place(data.docs, id) >= 0], force: ["col-force", (id) => rows.some((row) => (row.force || "none") === id)],
    status: ["col-status", (id) => rows.some((row) => tags(row).includes(id))],
  };
  for (const [name, [key, isKnown]] of Object.entries(known)) {
    for (const id of name === "status" ? listed(state.status) : [state[name]]) {
      if (id && !isKnown(id)) found.push([name, say("ui-unknown", { what: say(key), name: clipped(id) })]);
    }
  }
  if (state.row && !rowNamed(state.row)) {
    found.push(["row", [say("ui-unknown-row", { name: clipped(state.row) }), data.part ? say("ui-see-index") : ""].filter(Boolean).join(" ")]);
  }
  return found;
}
/** Mark the fields that ask what cannot be met, say why, and return the sentences. */
function showTroubles() {
  const found = troubles();
  for (const name of ["unit", "role", "doc", "force", "from", "to"]) {
    const own = found.filter(([field]) => field === name).map(([, words]) => words);
    $(name).setAttribute("aria-invalid", String(own.length > 0));
    $(name).title = own.join(" ");
  }
  const words = [...new Set(found.map(([, each]) => each))];
  $("trouble").replaceChildren(...words.map((each) => bdi(each + " ")));
  const index = $("index");
  if (index) {
    const asked = found.some(([field]) => field === "row") ? "#nv=" + encodeURIComponent(state.row) : "";
    index.setAttribute("href", index.getAttribute("href").split("#")[0] + asked);
  }
  return words;
}
/** On a small screen, open or close what is folded away there: filters, key and actions. */
function unfold(open) {
  document.body.classList.toggle("unfolded", open);
  $("tools").setAttribute("aria-expanded", String(open));
}
const clearFilters = () => go(Object.fromEntries(FILTERS.map((name) => [name, ""])));

function wireControls() {
  $("views").addEventListener("click", (event) => {
    const view = event.target.dataset.view;
    if (view) go({ view, row: "" });
  });
  $("pills").addEventListener("click", (event) => {
    const pill = event.target.closest("[data-status]");
    if (!pill) return;
    const code = pill.dataset.status;
    go({ status: toggled(state.status, code) });
    $("pills").querySelector(`[data-status="${CSS.escape(code)}"]`)?.focus();
  });
  $("q").addEventListener("input", () => go({ q: $("q").value }, { keystroke: true }));
  for (const name of ["from", "to"]) $(name).addEventListener("change", () => go({ [name]: $(name).value.trim(),
    ...($("from").value.trim() || $("to").value.trim() ? {} : { undated: "" }) }));
  for (const name of ["unit", "role", "doc", "force"]) {
    $(name).addEventListener("change", () => go({ [name]: $(name).value, ...(name === "doc" ? { maybe: "" } : {}) }));
  }
  $("undated").addEventListener("click", () => go({ undated: state.undated ? "" : "1" }));
  $("maybe").addEventListener("click", () => go({ maybe: state.maybe ? "" : "1" }));
  $("clear").addEventListener("click", clearFilters);
  $("tools").addEventListener("click", () => unfold(!document.body.classList.contains("unfolded")));
  $("language").addEventListener("click", () => go({ lang: data.langs.find((other) => other !== lang) }));
  $("link").addEventListener("click", () => copyText(location.href, say("ui-linked")));
  $("copy").addEventListener("click", copyTable);
  $("csv").addEventListener("click", saveTable);
  $("print").addEventListener("click", printView);
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    ($("view").querySelector("[tabindex='0']") || $("view")).focus();
  });
}
