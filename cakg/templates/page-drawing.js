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
  for (const each of words.split(/\s+/)) {
    const last = found.length - 1;
    if (!found[last] || (found[last] + " " + each).length <= most) found[last] = (found[last] + " " + each).trim();
    else found.push(each);
  }
  return (found.length > 3 ? [...found.slice(0, 2), found[2] + " …"] : found).map((line) => (line.length > most + 4 ? line.slice(0, most) + "…" : line));
}
const WIDTH = 208, HEIGHT = 66, BESIDE = 196, BELOW = 16, MARGIN = 12;
const MANY_BOXES = 60;

/** Return what is drawn: all, or of a chosen document what it rests on and what rests on it. */
function drawn() {
  const { boxes, lines: edges, alone } = data.drawing;
  const chosen = state.doc ? place(data.docs, state.doc) : -1;
  if (chosen < 0) return { boxes, edges, alone };
  const kept = new Set([chosen]);
  for (const [from, to] of [[0, 1], [1, 0]]) {
    const reached = new Set([chosen]);
    for (const n of reached) for (const edge of edges) if (edge[from] === n) reached.add(edge[to]);
    for (const n of reached) kept.add(n);
  }
  return { boxes: boxes.filter(([n]) => kept.has(n)), edges: edges.filter(([one, other]) => kept.has(one) && kept.has(other)),
    alone: alone.filter(([n]) => n === chosen) };
}
/** Return the corner of each box; columns without a box and room without a box are left out. */
function corners(boxes) {
  const columns = [...new Set(boxes.map((box) => box[1]))].sort((one, other) => one - other);
  const least = Math.min(...boxes.map((box) => box[2]));
  const whole = boxes.length === data.drawing.boxes.length;
  const found = new Map();
  const stacks = columns.map((column) => boxes.filter((box) => box[1] === column).sort((one, other) => one[2] - other[2]));
  const most = Math.max(...stacks.map((stack) => stack.length));
  stacks.forEach((stack, n) => stack.forEach((box, m) => {
    const height = whole ? (box[2] - least) / 2 : m + (most - stack.length) / 2;
    found.set(box[0], [MARGIN + n * (WIDTH + BESIDE), MARGIN + height * (HEIGHT + BELOW)]);
  }));
  return found;
}
function showDrawing() {
  const { boxes, edges, alone } = drawn();
  const parts = [];
  if (boxes.length > MANY_BOXES) parts.push(make("p", { class: "empty" }, say("ui-drawing-large", { count: number(boxes.length) })));
  else if (boxes.length) parts.push(make("figure", { class: "drawing" }, picture(boxes, edges), make("figcaption", {},
    say("ui-drawing", { boxes: number(boxes.length), lines: number(edges.length) }))));
  const heads = ["ui-lower", "ui-relation", "ui-upper", "ui-sure"].map((key) => say(key));
  if (edges.length) parts.push(make("h2", {}, say("ui-relations")), plainTable([heads], edges.map(([lower, upper, relation, certain]) =>
    [docButton(lower), text(relation), docButton(upper), say(certain ? "certain" : "possible")])));
  if (alone.length) {
    const names = ["ui-view-drawing", "ui-kind", "ui-day", "ui-secrecy", "ui-duty-only"].map((key) => say(key));
    parts.push(make("h2", {}, say("ui-alone")), plainTable([names], alone.map(([n, count]) => {
      const doc = data.docs[n];
      return [docButton(n), docKind(n), doc[4] ? showDay(doc[4]) : "", doc[5] === null ? "" : text(doc[5]), number(count)];
    })));
  }
  put(...parts);
}
const docButton = (n) => make("button", { type: "button", class: "link", "data-doc": data.docs[n][0], title: say("ui-show-duties") }, bdi(docName(n)));

function picture(boxes, edges) {
  const corner = corners(boxes);
  const [width, height] = [WIDTH, HEIGHT];
  const size = [0, 1].map((n) => MARGIN + Math.max(...[...corner.values()].map((each) => each[n])) + [WIDTH, HEIGHT][n]);
  const svg = draw("svg", { viewBox: `0 0 ${size[0]} ${size[1]}`, width: size[0], height: size[1], role: "group",
    "aria-label": say("ui-drawing", { boxes: boxes.length, lines: edges.length }) });
  const tip = draw("marker", { id: "tip", viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" },
    draw("path", { d: "M0 0 10 5 0 10z", class: "tip" }));
  svg.append(draw("defs", {}, tip));
  const labels = [];
  const taken = new Map();
  for (const [lower, upper, relation, certain] of edges) {
    const [x1, y1] = corner.get(lower), [x2, y2] = corner.get(upper);
    const [fromX, toX] = x1 > x2 ? [x1, x2 + width] : x1 < x2 ? [x1 + width, x2] : [x1, x2];
    const [fromY, toY] = [y1 + height / 2, y2 + height / 2];
    const bend = (x1 >= x2 ? 1 : -1) * Math.max(50, Math.abs(fromX - toX) / 2);
    svg.append(draw("path", { class: certain ? "edge" : "edge possible", "marker-end": "url(#tip)",
      d: `M${fromX} ${fromY}C${fromX - bend} ${fromY} ${toX + (x1 === x2 ? -bend : bend)} ${toY} ${toX} ${toY}` }));
    const spot = `${upper}|${relation}`; // like lines into one box are named once, beside it
    if (!taken.has(spot)) {
      const row = [...taken.keys()].filter((key) => key.startsWith(`${upper}|`)).length;
      taken.set(spot, row);
      labels.push(draw("text", { class: "relation", x: x2 + width + 10, y: toY - 6 - 13 * row }, text(relation)));
    }
  }
  svg.append(...labels);
  for (const [n, , , count] of boxes) {
    const [x, y] = corner.get(n);
    const kind = docKind(n);
    const name = [kind, docName(n), data.docs[n][4] ? showDay(data.docs[n][4]) : "", count ? say("ui-rows", { count: number(count) }) : ""].filter(Boolean).join(", ");
    const node = draw("g", { class: "box k-" + named(data.docs[n][3] || "Instrument"), role: "button", tabindex: "0", "aria-label": name, "data-doc": data.docs[n][0] },
      draw("title", {}, name), draw("rect", { x, y, width, height, rx: data.docs[n][3] === "Instrument" ? 2 : 16 }));
    const words = lines(docName(n));
    words.forEach((line, place) => node.append(draw("text", { x: x + width / 2, y: y + 18 + 14 * place + (3 - words.length) * 5 }, line)));
    const small = [kind, count ? say("ui-rows", { count: number(count) }) : ""].filter(Boolean).join(" · ");
    node.append(draw("text", { class: "small", x: x + width / 2, y: y + height - 7 }, small));
    svg.append(node);
  }
  return svg;
}
function wireDrawing() {
  const follow = (event) => {
    const box = event.target.closest?.("[data-doc]");
    if (!box || (event.type === "keydown" && (event.key !== "Enter" || box.tagName === "BUTTON"))) return;
    go({ view: "matrix", doc: box.dataset.doc });
  };
  $("view").addEventListener("click", follow);
  $("view").addEventListener("keydown", follow);
}
