"""Pages printed to PDF by an installed browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from cakg.errors import EngineError

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_WINDOWS = ("Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe")
_MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
_PATIENCE = 600
"""Seconds for the longest page; ten thousand rows take about one minute."""
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_NODE = re.compile(rb"\(node\d{8}\)")
_WHEN = re.compile(rb"/(CreationDate|ModDate) \(D:(\d{14})")


def print_page(page: str) -> bytes:
    """Return an HTML page as PDF, printed by an installed Chromium, Chrome or Edge without network; equal pages give equal files.

    Raises EngineError where no browser is installed, or where it cannot print.
    """
    browser = _browser()
    if browser is None:
        raise EngineError("browser-missing")
    with tempfile.TemporaryDirectory(prefix="cakg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(page, encoding="utf-8")
        command = [browser, *_QUIET, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium has no sandbox for root, and the page is our own
        try:
            done = subprocess.run([*command, source.as_uri()], capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603 - no shell
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError("browser-failed", name=Path(browser).name, detail=type(error).__name__) from None
        if not target.is_file():
            raise EngineError("browser-failed", name=Path(browser).name, detail=_last_line(done.stderr))
        return _without_run(target.read_bytes())


def _without_run(document: bytes) -> bytes:
    """Return a PDF without what differs from run to run: the time, and the numbers that the browser gave to nodes of the page.

    Everything keeps its length and its order, so that the tables of the file still fit.
    """
    ranks = {name: rank for rank, name in enumerate(sorted(set(_NODE.findall(document))))}
    document = _NODE.sub(lambda found: b"(node%08d)" % ranks[found[0]], document)
    return _WHEN.sub(rb"/\1 (D:19800101000000", document)


def _browser() -> str | None:
    """Return the program of the first browser found: on the path, then where Windows and macOS keep theirs."""
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = [Path(root) / place for root in roots if root for place in _WINDOWS]
    places += [Path("/Applications") / f"{name}.app" / "Contents" / "MacOS" / name for name in _MAC]
    named = (found for name in _NAMES if (found := shutil.which(name)))
    return next(named, None) or next((str(place) for place in places if place.is_file()), None)


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
