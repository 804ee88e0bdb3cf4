// Looking up a duty by its code, or a unit by its name, among the pages; without this the tables still lead everywhere.
const { pages, words } = read("cakg-index");
const MOST = 30; // answers shown
const units = [...document.querySelectorAll("#units tbody tr")].map((line) => ({ line, name: line.cells[0].textContent, key: fold(line.cells[0].textContent) }));
const codes = pages.flatMap(([, , listed], page) => listed.map((code) => ({ code, page, key: fold(code) })));
const say = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Return a code with links to the pages that have it. */
function codeLine(code, found) {
  const links = found.map((page) => make("a", { href: `${pages[page][1]}#nv=${encodeURIComponent(code)}` }, pages[page][0]));
  return make("li", {}, bdi(code), ": ", ...links.flatMap((link, n) => (n ? [" · ", link] : [link])));
}
/** Return a unit with the links of its line in the table, each with the name of its page. */
function unitLine(unit) {
  const links = [...unit.line.querySelectorAll("a")].map((link) =>
    make("a", { href: link.getAttribute("href") }, `${pages[link.parentElement.cellIndex - 1][0]} (${link.textContent})`));
  return make("li", {}, bdi(unit.name), ": ", ...links.flatMap((link, n) => (n ? [" · ", link] : [link])));
}
function look() {
  const asked = fold($("q").value);
  const each = asked.split(" ");
  const byCode = new Map();
  for (const { code, page, key } of asked ? codes : []) {
    if (key.startsWith(asked)) byCode.set(code, [...(byCode.get(code) || []), page]);
  }
  const whole = ([code]) => Number(fold(code) === asked); // the code typed whole comes before those it begins
  const lines = [...byCode].sort((one, other) => whole(other) - whole(one)).map(([code, found]) => () => codeLine(code, found));
  if (asked) lines.push(...units.filter((unit) => each.every((word) => unit.key.includes(word))).map((unit) => () => unitLine(unit)));
  $("found").replaceChildren(...lines.slice(0, MOST).map((line) => line()));
  $("told").textContent = !asked ? "" : !lines.length ? say(words.none, { name: $("q").value })
    : say(lines.length > MOST ? words.many : words.some, { count: lines.length, shown: MOST });
}
$("q").addEventListener("input", look);
const arrive = () => {
  const asked = new URLSearchParams(location.hash.slice(1)).get("nv");
  if (asked === null) return;
  $("q").value = asked;
  look();
};
addEventListener("hashchange", arrive);
$("look").hidden = false;
arrive();
document.documentElement.dataset.ready = "true";
