"""The matrix page in a browser: time until it can be used and until it is filtered, beside a plain <table> of the same rows.

Targets: 10,000 duties x 40 units ready within 2 s and filtered within 0.3 s, at least 3 times faster than the table.
"""

from __future__ import annotations

import argparse
import html
import statistics
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from common import FOLDER, graph_file, heading, shown, verdict
from playwright.sync_api import Page, sync_playwright

import cakg
from cakg.model.grid import Column, Grid, Mark, Row
from cakg.rendering.matrix.sheet import Sheet

CHROMIUM = "/usr/bin/chromium"
OPTIONS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update")
ON = date(2026, 11, 22)
ROLES = (("CT", "lead"), ("PH", "cooperate"), ("TH", "implement"), ("CĐ", "direct"))
READY, FILTERED, FASTER = 2.0, 0.3, 3.0
TRIPLES = 80
"""Statements a duty has in the synthetic graph, which the page carries as its data."""
WORDS = "phuong kieu mau"
PLAIN_SCRIPT = """
const rows = [...document.querySelectorAll("tbody tr")].map((row) => [row, row.textContent.toLowerCase().normalize("NFD")
  .replace(/\\p{M}/gu, "").replaceAll("đ", "d")]);
window.choose = (words) => { for (const [row, text] of rows) row.hidden = !words.split(" ").every((word) => text.includes(word)); };
document.documentElement.dataset.ready = "true";
"""
SETTLED = """async (act) => { const begun = performance.now(); if (act) new Function(act)();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); document.body.offsetHeight;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); return performance.now() - begun; }"""


def large_grid(rows: int, units: int) -> Grid:
    """Return a matrix of the examples' duties, each many times with codes, days and bearers of its own."""
    small = cakg.matrix(cakg.load(), as_of=ON)
    groups = ("ministry", "local", "outside", "force")
    columns = tuple(
        Column(
            f"https://w3id.org/cakg/id/unit/u{place}",
            f"Đơn vị số {place + 1}",
            groups[place * 4 // units],
            ended=place % 17 == 5,
        )
        for place in range(units)
    )
    made = []
    for number in range(rows):
        model = small.rows[number % len(small.rows)]
        deadline = model.duty.deadline
        if number % 3:
            deadline = replace(deadline, kind="fixed", due=ON + timedelta(days=number % 1400 - 500), notes=())
        code = f"T-{number:05}"
        duty = model.duty._replace(norm=f"{model.duty.norm}-{number}", code=code, deadline=deadline)
        marks: list[tuple[Mark, ...]] = [()] * units
        for step in range(1 + number % 4):
            letters, role = ROLES[step]
            place = (number * 7 + step * 11) % units
            marks[place] = (
                *marks[place],
                Mark(letters, role, columns[place].label, "explicit", "certain", head=False, holder=""),
            )
        made.append(Row(f"nv-{code}", duty, tuple(marks), replace(model.proof, duties=(duty,))))
    words = dict(small.words) | {f"role/{role}": role for _, role in ROLES}
    return replace(small, columns=columns, rows=tuple(made), words=words, surroundings=None)


def plain_table(grid: Grid) -> str:
    """Return the same rows as one ordinary table, with a filter of its own that hides rows."""
    sheet = Sheet(grid, "vi")
    heads = "".join(
        f"<th>{html.escape(name)}" for name in ("Mã", "Nhiệm vụ", "Thời hạn", *(c.label for c in grid.columns), "Tình trạng")
    )
    lines = []
    for row in grid.rows:
        cells = [
            row.duty.code,
            f"{row.duty.label} ({row.duty.authority})",
            f"{row.duty.deadline.due or ''} {row.duty.deadline.stated or ''}",
        ]
        cells += [" ".join(mark.letters for mark in marks) for marks in row.marks]
        cells += ["; ".join(f"{sheet.words[0].get(f'status/{status}')}: {basis}" for status, basis, _ in row.statuses)]
        lines.append("<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in cells))
    style = "td,th{border:1px solid #ccc;padding:4px;vertical-align:top}thead th{position:sticky;top:0;background:#6b1414;color:#fff}"
    body = f"<table><thead><tr>{heads}</thead><tbody>{''.join(lines)}</tbody></table>"
    return f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style><body>{body}<script>{PLAIN_SCRIPT}</script>"


def measure(page: Page, address: str, actions: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Return the seconds until the page is painted with all rows, and those of each action until it is painted again.

    Beside each stands the processor time of the page's thread, which a busy machine does not change.
    """
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        return next(
            item["value"] for item in session.send("Performance.getMetrics")["metrics"] if item["name"] == "TaskDuration"
        )

    page.goto(address, wait_until="commit")
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    page.evaluate(SETTLED, None)
    times = {"ready": (page.evaluate("performance.now()") / 1000, worked())}
    for name, act in actions.items():
        begun = worked()
        times[name] = page.evaluate(SETTLED, act) / 1000, worked() - begun
    return times


def main() -> None:
    """Print the times of both pages and how they compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--units", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    heading(f"{arguments.rows} duties x {arguments.units} units in headless Chromium", ("playwright",))
    FOLDER.mkdir(parents=True, exist_ok=True)
    data = cakg.load(graph_file(arguments.rows * TRIPLES))
    grid = replace(large_grid(arguments.rows, arguments.units), origin=data)
    ours, plain = FOLDER / "page.html", FOLDER / "plain.html"
    cakg.render(grid, "html", to=ours)
    plain.write_text(plain_table(grid), encoding="utf-8")
    print(f"files: page {_size(ours)}, table {_size(plain)}\n")
    search = 'const q = document.getElementById("q"); q.value = "{}"; q.dispatchEvent(new Event("input"));'
    peers = {
        "page": (ours, {"filter": search.format(WORDS), "clear": search.format("")}),
        "table": (plain, {"filter": f'choose("{WORDS}")', "clear": 'choose("")'}),
    }
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in peers}
    with sync_playwright() as driver:
        for _ in range(arguments.rounds):
            for name, (path, actions) in peers.items():
                browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                found[name].append(measure(page, path.as_uri(), actions))
                browser.close()
    for what, most in (("ready", READY), ("filter", FILTERED), ("clear", FILTERED)):
        own, other, own_work, other_work = (
            statistics.median(times[what][kind] for times in found[name]) for kind in (0, 1) for name in ("page", "table")
        )
        good = own <= most and other / own >= FASTER
        print(f"{what:8} page {shown(own):>9}   table {shown(other):>9}   {other / own:5.1f} times faster "
              f"({other_work / own_work:.1f} in processor time: {shown(own_work)}, {shown(other_work)})   "
              f"target {shown(most)} and {FASTER:.0f} times: {verdict(good=good)}")  # fmt: skip


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
