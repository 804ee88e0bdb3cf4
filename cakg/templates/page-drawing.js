// The documents and their relations: a drawing whose places were worked out beforehand, and the same as a table.
const SVG = "http://www.w3.org/2000/svg";
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}
const docName = (n) => text(data.docs[n][1]);
const docKind = (n) => text(data.docs[n][2]);

/** Break a name into at most three lines for a box. */
function lines(words, most = 30) {
  const found = [""];
  for (const each of words.trim().split(/\s+/)) {
    const last = found.length - 1;
    if (!found[last] || (found[last] + " " + each).length <= most) found[last] = (found[last] + " " + each).trim();
    else found.push(each);
  }
  return (found.length > 3 ? [...found.slice(0, 2), found[2] + " …"] : found).map((line) => (line.length > most + 4 ? line.slice(0, most) + "…" : line));
}
const WIDTH = 224, BELOW = 14, MARGIN = 12; // of a box, the gap under it, and around the drawing
const LINE = 14, PORT = 16, LETTER = 6.3; // height of a line of a name and of a named line, width of a letter of its name
const BEND = 100; // room in which lines bend, between the names of one column and the boxes of the next
const LOWER = 160; // how far below the top a short column may begin: the highest documents are seen first
const MANY_BOXES = 120;

/** Return what is drawn: all; of a chosen document what it rests on and what rests on it; under other filters what the rows left rest on. */
function drawn() {
  const { boxes, lines: edges, alone } = data.drawing;
  const reached = (some, from, to) => {
    const found = new Set(some);
    for (const n of found) for (const edge of edges) if (edge[from] === n) found.add(edge[to]);
    return found;
  };
  const tests = [];
  const chosen = state.doc ? place(data.docs, state.doc) : -1;
  if (chosen >= 0) tests.push(new Set([...reached([chosen], 0, 1), ...reached([chosen], 1, 0)]));
  if (narrowed()) tests.push(reached(shown.kept.flatMap((row) => [...row.docs, ...row.maybe]), 0, 1));
  const kept = (n) => tests.every((test) => test.has(n));
  return { boxes: boxes.filter(([n]) => kept(n)), edges: edges.filter(([one, other]) => kept(one) && kept(other)), alone: alone.filter(([n]) => kept(n)) };
}
/** Say whether filters other than that of the document leave out rows. */
const narrowed = () => FILTERS.some((name) => !["doc", "maybe"].includes(name) && state[name]) && shown.kept.length < rows.length;
/** Return the documents shown, each with what it relates to, as heads and lines of texts. */
function documentsTable() {
  const { boxes, edges, alone } = drawn();
  const heads = ["col-instrument", "ui-kind", "ui-view-drawing", "ui-day", "ui-secrecy", "ui-duty-only", "ui-target", "ui-relation"].map((key) => say(key));
  const told = [...boxes].sort((one, other) => one[1] - other[1] || one[2] - other[2]).map(([n, , , ...counts]) => [n, ...counts]);
  const words = (place) => (place === null ? "" : text(place));
  const relation = ([, upper, name, certain]) => `${text(name)}: ${text(data.docs[upper][1])}${certain ? "" : ` (${say("possible")})`}`;
  return { heads: [heads], units: 0, lines: [...told, ...alone].map(([n, ...counts]) => {
    const [, name, kind, , day, grade, docNumber] = data.docs[n];
    return [words(docNumber), words(kind), words(name), day ? showDay(day) : "", words(grade), ...counts.map(String), edges.filter(([lower]) => lower === n).map(relation).join("; ")];
  }) };
}
/** Return the drawn boxes as columns with a place and a size for each; like lines into a box have one port with one name. */
function laidOut(boxes, edges) {
  const nodes = new Map(boxes.map(([n, column, order, ...counts]) => [n, { n, column, order, counts, ports: [], words: lines(docName(n)) }]));
  for (const [lower, upper, relation, certain] of edges) {
    const { ports } = nodes.get(upper);
    let port = ports.find((each) => each.relation === relation && each.certain === certain);
    if (!port) ports.push(port = { relation, certain, words: clipped(text(relation), 44), from: [] });
    port.from.push(nodes.get(lower));
  }
  const columns = [...new Set(boxes.map((box) => box[1]))].sort((one, other) => one - other)
    .map((column) => ({ nodes: [...nodes.values()].filter((node) => node.column === column).sort((one, other) => one.order - other.order) }));
  const tall = (column) => column.nodes.reduce((sum, node) => sum + node.height + BELOW, -BELOW);
  for (const node of nodes.values()) node.height = Math.max(30 + LINE * node.words.length, PORT * node.ports.length + 14);
  const height = Math.max(...columns.map(tall));
  let x = MARGIN;
  columns.forEach((column, place) => {
    const names = column.nodes.flatMap((node) => node.ports.map((port) => port.words.length));
    column.x = x;
    column.end = x + WIDTH + (names.length ? 24 + LETTER * Math.max(...names) : 0); // beyond the names of its lines
    let y = MARGIN + Math.min((height - tall(column)) / 2, LOWER);
    column.lanes = [y - BELOW / 2];
    for (const node of column.nodes) {
      Object.assign(node, { x, y, place });
      y += node.height + BELOW;
      column.lanes.push(y - BELOW / 2);
    }
    x = column.end + BEND;
  });
  for (const node of nodes.values()) {
    const middle = (port) => port.from.reduce((sum, each) => sum + each.y, 0) / port.from.length;
    node.ports.sort((one, other) => middle(one) - middle(other));
    node.ports.forEach((port, n) => { port.y = node.y + node.height / 2 + 5 + PORT * (n - (node.ports.length - 1) / 2); });
  }
  return { nodes, columns, size: [x - BEND + MARGIN + (columns.at(-1).end > columns.at(-1).x + WIDTH ? BEND / 2 : 0), height + 2 * MARGIN] };
}
/** Return the way of a line from a lower box to a port of an upper one; between the boxes of a column it runs level. */
function wayOf(lower, upper, port, columns) {
  const end = columns[upper.place].end;
  let x = lower.x, y = lower.y + lower.height / 2, way = `M${x} ${y}`;
  const bendTo = (toX, toY) => {
    const middle = (x + toX) / 2;
    way += `C${middle} ${y} ${middle} ${toY} ${toX} ${toY}`;
    [x, y] = [toX, toY];
  };
  if (lower.place === upper.place) { // of a ring: out on the right, below the names, and back
    y = lower.y + lower.height - 4;
    return `M${x + WIDTH} ${y}H${end}C${end + BEND / 2} ${y} ${end + BEND / 2} ${port.y} ${end} ${port.y}H${upper.x + WIDTH}`;
  }
  for (let n = lower.place - 1; n > upper.place; n -= 1) {
    const { lanes, end: right, x: left } = columns[n];
    const wanted = y + (port.y - y) / (n - upper.place + 1);
    const inside = wanted > lanes[0] && wanted < lanes.at(-1);
    bendTo(right, inside ? lanes.reduce((best, lane) => (Math.abs(lane - wanted) < Math.abs(best - wanted) ? lane : best)) : wanted);
    way += `H${left}`;
    x = left;
  }
  bendTo(end, port.y);
  return `${way}H${upper.x + WIDTH}`;
}
function showDrawing() {
  const { boxes, edges, alone } = drawn();
  const parts = narrowed() ? [make("p", {}, say("ui-drawing-narrowed", { count: number(boxes.length + alone.length),
    total: number(data.drawing.boxes.length + data.drawing.alone.length) }))] : [];
  if (boxes.length > MANY_BOXES) parts.push(make("p", { class: "empty" }, say("ui-drawing-large", { count: number(boxes.length) })));
  else if (boxes.length) parts.push(make("figure", { class: "drawing" }, picture(boxes, edges), make("figcaption", {},
    say("ui-drawing", { boxes: number(boxes.length), lines: number(edges.length) }))));
  const heads = ["ui-lower", "ui-relation", "ui-upper", "ui-sure"].map((key) => say(key));
  if (edges.length) parts.push(make("h2", {}, say("ui-relations")), plainTable([heads], edges.map(([lower, upper, relation, certain]) =>
    [docButton(lower), text(relation), docButton(upper), say(certain ? "certain" : "possible")]), { name: "relations" }));
  if (alone.length) {
    const names = ["ui-view-drawing", "ui-kind", "ui-day", "ui-secrecy", "ui-duty-only", "ui-target"].map((key) => say(key));
    parts.push(make("h2", {}, say("ui-alone")), plainTable([names], alone.map(([n, ...counts]) => {
      const doc = data.docs[n];
      return [docButton(n), docKind(n), doc[4] ? showDay(doc[4]) : "", doc[5] === null ? "" : text(doc[5]), ...counts.map(number)];
    }), { name: "alone" }));
  }
  put(...parts);
}
const docButton = (n) => make("button", { type: "button", class: "link", "data-doc": data.docs[n][0], title: say("ui-show-duties") }, short(docName(n)));

function picture(boxes, edges) {
  const { nodes, columns, size } = laidOut(boxes, edges);
  const svg = draw("svg", { viewBox: `0 0 ${size[0]} ${size[1]}`, width: size[0], height: size[1], role: "group",
    "aria-label": say("ui-drawing", { boxes: boxes.length, lines: edges.length }) });
  const tip = draw("marker", { id: "tip", viewBox: "0 0 10 10", refX: 9, refY: 5, markerUnits: "userSpaceOnUse", markerWidth: 9, markerHeight: 9, orient: "auto-start-reverse" },
    draw("path", { d: "M0 0 10 5 0 10z", class: "tip" }));
  svg.append(draw("defs", {}, tip));
  for (const upper of nodes.values()) {
    for (const port of upper.ports) for (const lower of port.from) {
      const line = draw("path", { class: port.certain ? "edge" : "edge possible", "marker-end": "url(#tip)", d: wayOf(lower, upper, port, columns) });
      line.ends = [lower.n, upper.n];
      svg.append(line);
    }
  }
  for (const node of nodes.values()) {
    for (const port of node.ports) svg.append(draw("text", { class: "relation", x: node.x + WIDTH + 12, y: port.y - 5 }, port.words));
    svg.append(boxOf(node));
  }
  return svg;
}
function boxOf({ n, x, y, height, counts: [ofDuties, ofTargets], words }) {
  const [id, , , type, day] = data.docs[n];
  const duties = [ofDuties ? say("ui-duties", { count: number(ofDuties) }) : "", ofTargets ? say("ui-targets", { count: number(ofTargets) }) : ""]
    .filter(Boolean).join(", ");
  const name = [docKind(n), docName(n), day ? showDay(day) : "", duties].filter(Boolean).join(", ");
  const box = draw("g", { class: "box k-" + named(type || "Instrument"), role: "button", tabindex: "0", "aria-label": name, "data-doc": id },
    draw("title", {}, name), draw("rect", { x, y, width: WIDTH, height, rx: type === "Instrument" ? 2 : 16 }));
  box.n = n;
  const top = y + (height - LINE * (words.length + 1)) / 2 + 11;
  words.forEach((line, place) => box.append(draw("text", { x: x + WIDTH / 2, y: top + LINE * place }, line)));
  box.append(draw("text", { class: "small", x: x + WIDTH / 2, y: top + LINE * words.length }, [docKind(n), duties].filter(Boolean).join(" · ")));
  return box;
}
/** Set off the lines of the box under the pointer or the focus. */
function setOff(event) {
  const svg = event.target.closest?.("svg");
  if (!svg) return;
  const box = event.target.closest(".box");
  svg.classList.toggle("chosen", Boolean(box));
  for (const line of svg.querySelectorAll(".edge")) line.classList.toggle("lit", Boolean(box) && line.ends.includes(box.n));
}
function wireDrawing() {
  const follow = (event) => {
    const box = event.target.closest?.("[data-doc]");
    if (!box || (event.type === "keydown" && (event.key !== "Enter" || box.tagName === "BUTTON"))) return;
    go({ view: "matrix", doc: box.dataset.doc });
  };
  $("view").addEventListener("click", follow);
  $("view").addEventListener("keydown", follow);
  for (const name of ["pointerover", "focusin"]) $("view").addEventListener(name, setOff);
}
