"""Pages with data in them, for the tests that read them back."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, settings

from cakg.exporters.islands import data_island
from cakg.graph.pages import digest_of

ISLAND = re.compile(r'<script type="application/ld\+json" id="cakg-sources" data-sha256="\w+">(.*?)</script>', re.DOTALL)


UNIT = """u:a a cakg:Unit ; skos:prefLabel "Công an phường A"@vi ; cakg:parentUnit [ skos:prefLabel "Công an tỉnh"@vi ] .
n:1 a cakg:Obligation ; cakg:action "Việc thứ nhất"@vi .
r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a .
"""


ANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def write(folder, name, text):
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def page_of(kg):
    """Return a page that carries a graph."""
    return f"<!DOCTYPE html>\n<html><head><title>x</title></head><body>\n<p>x</p>\n{data_island(kg)}\n</body></html>\n"


def with_island(text):
    """Return a page whose island is this text, with the hash that belongs to it."""
    return (
        "<!DOCTYPE html><html><body>\n"
        f'<script type="application/ld+json" id="cakg-sources" data-sha256="{digest_of(text)}">{text}</script></body></html>'
    )
