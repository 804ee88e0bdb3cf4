// One cell of the table has the focus; arrows move it, Enter opens, Esc clears.
const sameGrid = () => grid && grid.root.isConnected;

/** Return the element of a cell; an empty cell of the matrix is made when it is stepped on. */
function cellAt(row, column) {
  const line = row < 0 ? grid.head.children[row + grid.heads] : grid.made[grid.shown[row]?.place];
  if (!line) return null;
  for (const element of line.children) {
    const span = Number(element.getAttribute("aria-colspan") || 1);
    if (element.place <= column && column < element.place + span) return element;
  }
  const blank = cell("gridcell", "x blank", column);
  blank.style.gridColumn = String(column + 1);
  blank.setAttribute("aria-label", `${grid.columns[column].words}: ${say("ui-empty-cell")}`);
  const after = [...line.children].find((element) => element.place > column);
  line.insertBefore(blank, after || null);
  return blank;
}
/** Make the cell under the cursor the one that Tab reaches, and focus it if asked. */
function point(focus = true) {
  const { row, column } = grid.cursor;
  const element = cellAt(grid.shown.length ? row : -1, column);
  if (!element) return;
  const old = grid.pointed;
  grid.pointed = element;
  element.tabIndex = 0;
  if (focus) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  if (old && old !== element) {
    old.removeAttribute("tabindex");
    if (old.classList.contains("blank")) old.remove();
  }
}
function move(rowsDown, columnsRight) {
  const { row, column } = grid.cursor;
  const within = (value, least, most) => Math.max(least, Math.min(most, value));
  grid.cursor = { row: within(row + rowsDown, -grid.heads, grid.shown.length - 1),
    column: within(column + columnsRight, 0, grid.columns.length - 1) };
  const element = cellAt(grid.cursor.row, grid.cursor.column);
  if (columnsRight > 0 && element && element.place < grid.cursor.column && element === grid.pointed) {
    grid.cursor.column = Math.min(element.place + Number(element.getAttribute("aria-colspan") || 1), grid.columns.length - 1);
  } else if (element) grid.cursor.column = element.place;
  point();
}
/** Do what a cell is for: a head sorts, filters or folds; any other cell opens its proof. */
function act(element) {
  if (element.fold || element.group) {
    const open = toggled(state.open, element.fold || element.group);
    go({ open });
  } else if (element.sort) {
    const up = state.sort === element.sort;
    go({ sort: up ? "-" + element.sort : state.sort === "-" + element.sort ? "" : element.sort });
  } else if (element.column !== undefined) {
    const unit = data.columns[element.column][0];
    go({ unit: state.unit === unit ? "" : unit });
  } else if (element.parentElement.item) {
    openProof(element.parentElement.item, element.marks);
    return;
  } else return;
  if (!sameGrid()) return;
  const fold = element.fold || element.group; // other columns may stand there now: the focus stays on the same heading
  const again = [...grid.head.querySelectorAll(".cell")].find((each) => (fold ? each.fold === fold : element.column !== undefined && each.column === element.column));
  if (again) grid.cursor = { row: again.parentElement.number, column: again.place };
  point();
}
const STEPS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [10, 0], PageUp: [-10, 0] };

function onGridKey(event) {
  const element = event.target.closest?.(".cell");
  if (!element || !sameGrid() || event.altKey || event.metaKey) return;
  if (STEPS[event.key]) move(...STEPS[event.key]);
  else if (event.key === "Home") move(event.ctrlKey ? -grid.cursor.row : 0, -grid.columns.length);
  else if (event.key === "End") move(event.ctrlKey ? grid.shown.length : 0, grid.columns.length);
  else if (event.key === "Enter" || event.key === " ") act(element);
  else return;
  event.preventDefault();
}
function wireKeys() {
  $("view").addEventListener("keydown", onGridKey);
  $("view").addEventListener("click", (event) => {
    const element = event.target.closest(".grid .cell");
    if (!element) {
      const item = event.target.closest("[data-row]");
      if (item) openProof(byId.get(item.dataset.row));
      return;
    }
    if (String(getSelection()) && element.parentElement.item) return; // words are being selected
    grid.cursor = { row: element.parentElement.number, column: element.place };
    point();
    act(element);
  });
  document.addEventListener("keydown", (event) => {
    if ($("proof").open) return;
    const typing = event.target.matches?.("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      unfold(true);
      $("q").focus();
      $("q").select();
    } else if (event.key === "Escape" && FILTERS.some((name) => state[name])) {
      if (typing && event.target.id === "q" && $("q").value) go({ q: "" });
      else if (!typing) clearFilters();
    }
  });
  addEventListener("resize", sizeGrid);
}
