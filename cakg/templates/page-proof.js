// The proof of a row, in a dialog of the browser; its texts are read when the first one is opened.
let proofs = null;
function proofText(n) {
  const found = proofs.texts[n];
  return typeof found === "string" ? found : found[Math.max(0, data.langs.indexOf(lang))];
}
let opener = null;
let focused = null; // the marks of the cell from which the proof was opened

function openProof(row, marks) {
  focused = marks || null;
  go({ row: row.id });
}
const rowNamed = (name) => byId.get(name) ?? rows.find((each) => each.code === name);
/** Bring the dialog in line with the state. */
function showProof() {
  const dialog = $("proof");
  const row = state.row && rowNamed(state.row);
  if (!row) {
    if (dialog.open) dialog.close();
    return;
  }
  proofs ||= read("cakg-proofs");
  if (!dialog.open) opener = document.activeElement;
  const title = `${row.code} · ${text(row.task)}`;
  $("proof-title").replaceChildren(short(title, null, "", LONG_TITLE));
  const parts = [];
  if (focused && focused.every((mark) => row.marks.includes(mark))) {
    parts.push(make("p", { class: "focused" }, make("strong", {}, say("ui-cell") + ": "), ...focused.flatMap((mark) =>
      [markElement(mark), " " + text(mark[4]) + " "])));
  }
  const list = make("dl", {});
  if ($("proof-title").querySelector(".rest")) list.append(make("dt", {}, say("ui-duty-only")), make("dd", {}, bdi(title)));
  if (row.result !== null) list.append(make("dt", {}, say("ui-result")), make("dd", {}, bdi(text(row.result))));
  for (const [title, lines_] of proofs.rows[row.place]) {
    const lines = lines_.map(([words, look]) => make(look === "quote" ? "q" : "li", { class: look || null }, bdi(proofText(words))));
    list.append(make("dt", {}, proofText(title)), make("dd", {}, make("ul", {}, ...lines.map((line) => (line.tagName === "Q" ? make("li", {}, line) : line)))));
  }
  parts.push(list);
  if (data.example) parts.unshift(make("p", { class: "example" }, say("example")));
  $("proof-body").replaceChildren(...parts);
  $("proof-body").scrollTop = 0;
  if (!dialog.open) dialog.showModal();
}
function wireProof() {
  const dialog = $("proof");
  const leave = () => go({ row: "" });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("close", () => {
    if (dialog.open) return; // it was opened again before this event came
    focused = null;
    if (state.row) leave();
    const back = grid?.pointed?.isConnected && opener?.closest?.(".grid") ? grid.pointed : opener;
    if (back?.isConnected) back.focus();
    opener = null;
  });
  $("proof-close").addEventListener("click", leave);
  $("proof-link").addEventListener("click", () => copyText(location.href, say("ui-linked")));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) leave();
  });
}
