// Bringing the page in line with what is asked, and its beginning.
let shown = { kept: [], counts: new Map(), left: new Map(), maybe: 0, turns: "" };
let asked = null; // the state that the view on screen shows, without the open proof

const announce = (words) => { $("live").textContent = words; };

function show(wanted) {
  const other = lang !== wanted.lang || !asked;
  state = wanted;
  lang = wanted.lang;
  if (other) drawControls();
  const bad = showTroubles();
  const key = hashOf({ ...state, row: "" });
  if (key !== asked) {
    asked = key;
    shown = filtered();
    fillControls(shown);
    document.body.dataset.view = state.view;
    if (!rows.length) put(make("p", { class: "empty" }, text(data.empty)));
    else if (state.view === "drawing") showDrawing();
    else if (state.view === "changes") showChanges();
    else if (!shown.kept.length) put(make("p", { class: "empty" }, [...bad, say("ui-none")].join(" ")));
    else if (state.view === "units") showUnits(shown);
    else if (state.view === "time") showTime(shown);
    else showGrid(shown);
    announce([...bad, $("count").textContent].join(" "));
  } else if (bad.length) announce(bad.join(" "));
  showProof();
}
wireControls();
wireKeys();
wireViews();
wireDrawing();
wireProof();
wirePaper();
addEventListener("popstate", arrive);
addEventListener("hashchange", arrive);
show(readHash());
document.documentElement.dataset.ready = "true";
if (window.requestIdleCallback) foldAhead();
