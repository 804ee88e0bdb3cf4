"""The rows and columns of a page of the matrix, as plain values that go into its data island."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cakg.calendars import show_date
from cakg.messages import LANGUAGES, MESSAGES, say
from cakg.messages.pages import PAGES
from cakg.model.duty import Duty, Unresolved
from cakg.model.finding import SEVERITIES
from cakg.model.grid import Grid, Mark, Row
from cakg.model.omissions import left_out
from cakg.model.surroundings import SECRECY, Document, Surroundings
from cakg.numbers import show_number
from cakg.rendering.annex import party_teller, rule_teller
from cakg.rendering.matrix.marks import page_apart, page_marks
from cakg.rendering.matrix.states import page_statuses
from cakg.rendering.matrix.texts import Texts
from cakg.rendering.words import (
    OWN_STATUSES,
    authority_words,
    cause_words,
    changes_title,
    concept_words,
    deadline_words,
    label_words,
    nothing_words,
    passed_words,
    scope_words,
    task_words,
    value_words,
)
from cakg.terms import shorten

_SHARED = (
    "title-matrix", "example", "nobody", "ended", "legend", "proof", "certain", "possible", "no-changes",
    "count-undated", "count-unbounded", "count-recurring", "count-continuous", "turns-from",
    "col-code", "col-duty", "col-deadline", "col-status", "col-force", "col-instrument", "unstated-role",
)  # fmt: skip
"""Sentences that the page says besides its own."""
_LEADS = ("Norm-leads", "Norm-lead")
"""Shapes that find two leads and none: first among findings as grave as they are, as a page is to show who leads."""


@dataclass
class Sheet:
    """One grid with its other language side by side, and the texts they share."""

    grid: Grid
    lang: str
    texts: Texts = field(default_factory=Texts)

    def __post_init__(self) -> None:
        self.around: Surroundings | None = self.grid.surroundings() if self.grid.surroundings else None
        self.other: Grid = self.around.other if self.around else self.grid
        self.langs = (self.lang, *(name for name in LANGUAGES if name != self.lang)) if self.around else (self.lang,) * 2
        self.words = (
            {**self.grid.words, **(self.around.words if self.around else {})},
            {**self.other.words, **(self.around.other_words if self.around else {})},
        )
        twins: dict[tuple[object, ...], list[Row]] = {}
        for row in self.other.rows:
            twins.setdefault(_key(row), []).append(row)
        ahead = {key: iter(rows) for key, rows in twins.items()}
        self.pairs = [(row, next(ahead.get(_key(row), iter(())), row)) for row in self.grid.rows]
        self.rules = tuple(
            rule_teller(grid, lang, words)
            for grid, lang, words in zip((self.grid, self.other), self.langs, self.words, strict=True)
        )
        self.parties = tuple(
            party_teller(grid, lang, words)
            for grid, lang, words in zip((self.grid, self.other), self.langs, self.words, strict=True)
        )
        self.unresolved = tuple(_by_holder(grid.unresolved) for grid in (self.grid, self.other))
        self._names = self._party_names()
        self.documents = self._known_documents()
        self.places = {document.iri: place for place, document in enumerate(self.documents)}

    def _party_names(self) -> dict[str, str]:
        """Return the name in the other language of each party, by its name in the own."""
        own, other = (
            {
                party.iri: party.label
                for row in grid.rows
                for duty in (*row.proof.duties, *row.others)
                for party in (duty.bearer, duty.holder)
                if party
            }
            for grid in (self.grid, self.other)
        )
        names = {label: other.get(iri, label) for iri, label in own.items()}
        columns = {column.iri: column.label for column in self.other.columns}
        return names | {column.label: columns.get(column.iri, column.label) for column in self.grid.columns}

    def name(self, label: str, place: int) -> str:
        """Return the name of a party in the own language (0) or the other (1)."""
        return self._names.get(label, label) if place else label

    def say(self, key: str, **values: Any) -> int:
        """Add a sentence of the catalogue in both languages."""
        return self.texts.add(*(say(key, lang, **values) for lang in self.langs))

    def word(self, key: str) -> int:
        """Add the label of a code (`scheme/code`) in both languages."""
        return self.texts.add(*(words.get(key, key.partition("/")[2]) for words in self.words))

    def _known_documents(self) -> list[Document]:
        """Return the documents that rows rest on, or all where the surroundings are known."""
        if self.around:
            return list(self.around.documents)
        found: dict[str, str] = {}
        for row in self.grid.rows:
            for link in row.proof.chain:
                found[link.upper] = link.upperLabel
        return [Document(iri, {"vi": label}, "", {}, None, None) for iri, label in found.items()]

    def mark_words(self, mark: Mark, place: int) -> str:
        """Return who, in which role, on what basis, and to whom it passed."""
        lang, words = self.langs[place], self.words[place]
        parts = [self.name(mark.bearer, place) or say("nobody", lang)]
        if mark.role or mark.bearer:
            parts.append(concept_words(words, "role", mark.role, lang))
        if mark.head:
            parts.append(say("head", lang))
        parts.append(concept_words(words, "bearer-basis", mark.basis, lang))
        parts.append(passed_words(mark.certainty, self.name(mark.holder, place), lang).removeprefix("· "))
        return " · ".join(filter(None, parts))


def _by_holder(unresolved: tuple[Unresolved, ...]) -> dict[tuple[str, str | None], list[Unresolved]]:
    """Return what cannot be told of each norm and the last body known to have held it."""
    found: dict[tuple[str, str | None], list[Unresolved]] = {}
    for item in unresolved:
        found.setdefault((item.norm, item.holder), []).append(item)
    return found


def _key(row: Row) -> tuple[object, ...]:
    """Return by what a row is known in either language."""
    deadline = row.duty.deadline
    return row.duty.norm, row.duty.step, deadline.start, deadline.earliest, deadline.due


def page_data(sheet: Sheet) -> dict[str, Any]:
    """Return what the page shows, but for its drawing and its proofs; texts are named by their place in `texts`."""
    grid = sheet.grid
    codes = dict.fromkeys(key for row in grid.rows for duty in (*row.proof.duties, *row.others) for key in duty.word_keys)
    letters = {mark.role: mark.letters for row in grid.rows for marks in row.marks for mark in marks if mark.role}
    return {
        "lang": sheet.lang,
        "langs": list(dict.fromkeys(sheet.langs)),
        "example": grid.example_data,
        "asOf": grid.as_of.isoformat(),
        "day": sheet.texts.add(
            *(scope_words(own, lang) for own, lang in zip((grid, sheet.other), sheet.langs, strict=True)),
        ),
        "notes": list(_notes(sheet)),
        "empty": None if grid.rows else sheet.texts.add(*(nothing_words(grid, lang) for lang in sheet.langs)),
        "secrecy": _secrecy(sheet),
        "ui": {key: list(MESSAGES[key]) for key in (*PAGES, *_SHARED)},
        "words": {key: sheet.word(key) for key in codes} | {f"status/{name}": sheet.say(name) for name in OWN_STATUSES},
        "letters": dict(sorted(letters.items())),
        "groups": [[name, count, sheet.say(f"group-{name}")] for name, count in grid.groups],
        "columns": [
            [shorten(column.iri) or "-", _column_name(sheet, column.label), column.group, int(column.ended)]
            for column in grid.columns
        ],
        "docs": [_document(sheet, document) for document in sheet.documents],
        "rows": [_row(sheet, row, twin) for row, twin in sheet.pairs],
        "changes": _changes(sheet),
    }


def page_facts(sheet: Sheet) -> str:
    """Return the line under the title of a page: the day, what is counted and the grades of the documents."""
    secrecy = _secrecy(sheet)
    places = [*_notes(sheet), *([secrecy[0]] if secrecy else [])]
    words = [sheet.texts.listed[place] for place in places]
    day = scope_words(sheet.grid, sheet.lang)
    return " · ".join([day, *(found if isinstance(found, str) else found[0] for found in words)])


def carried_words(sheet: Sheet) -> tuple[str, str] | None:
    """Return in both languages that the data of a narrowed matrix hold more than it shows; None where they do not."""
    hidden = sheet.around.hidden if sheet.around and sheet.grid.origin is not None else 0
    return (
        (say("page-carries", sheet.langs[0], count=hidden), say("page-carries", sheet.langs[1], count=hidden))
        if hidden
        else None
    )


def _column_name(sheet: Sheet, label: str) -> int:
    return sheet.texts.add(label, sheet.name(label, 1)) if label else sheet.say("nobody")


def _document(sheet: Sheet, document: Document) -> list[Any]:
    """Return a document as [short IRI, name, words for its kind, class, day, grade, number]; texts by their place."""
    names, kinds = ([label_words(labels, lang) for lang in sheet.langs] for labels in (document.labels, document.kinds))
    grade = document.secrecy
    return [
        shorten(document.iri),
        sheet.texts.add(*names),
        sheet.texts.add(*kinds),
        document.kind,
        document.issuedOn.isoformat() if document.issuedOn else "",
        sheet.word(f"secrecy/{grade}") if grade else None,
        sheet.texts.add(document.number) if document.number else None,
    ]


def norms_of(rows: Iterable[Duty]) -> tuple[int, int]:
    """Return how many duties and how many targets rows are of: one whose bearers have days of their own, or with several steps, is one.

    What nobody has to do, a ban or a permission, is neither.
    """
    targets = {duty.norm: duty.kind == "Target" for duty in rows if not duty.no_task}
    return len(targets) - sum(targets.values()), sum(targets.values())


def _notes(sheet: Sheet) -> Iterator[int]:
    """Yield what a reader must know about what is counted."""
    grid = sheet.grid
    duties, targets = norms_of(row.duty for row in grid.rows)
    idle = Counter({row.duty.norm: row.duty.no_task for row in grid.rows if row.duty.no_task}.values())
    yield sheet.say("page-rows", duties=duties, targets=targets)
    yield from (sheet.say(f"count-{kind}", count=count) for kind, count in sorted(idle.items(), reverse=True))
    nobody = sum(row.duty.bearer is None for row in grid.rows)
    if nobody:
        yield sheet.say("page-nobody", count=nobody)
    left = [left_out(grid, lang) if grid.rows else [] for lang in sheet.langs]  # without rows it is said in their place
    yield from (sheet.texts.add(*words) for words in zip(*left, strict=True))
    if grid.begun_on:
        yield sheet.say("turns-from", day=show_date(grid.begun_on))


def _secrecy(sheet: Sheet) -> list[Any] | None:
    """Return the grades of the documents in the data, each with how many, and whether one is classified; None if none is known.

    The page carries all the data, whatever it shows of them: it is as secret as the gravest of its documents.
    """
    graded = (document for document in sheet.documents if document.secrecy or document.kind == "Instrument")
    found = Counter(document.secrecy or "unknown" for document in graded)
    if not set(found) - {"unknown"}:
        return None
    grades = [grade for grade in SECRECY if grade in found]
    grades += sorted(set(found) - set(grades))
    pairs = [
        (lang, ", ".join(f"{words.get(f'secrecy/{grade}', grade)} {show_number(str(found[grade]), lang)}" for grade in grades))
        for lang, words in zip(sheet.langs, sheet.words, strict=True)
    ]
    return [
        sheet.texts.add(*(say("page-secrecy", lang, grades=words) for lang, words in pairs)),
        bool(set(found) - {"unknown", "public"}),
    ]


def _row(sheet: Sheet, row: Row, twin: Row) -> list[Any]:
    """Return one row; the places of its parts are those that `page-data.js` names."""
    duty, texts = row.duty, sheet.texts
    both = tuple(zip((duty, twin.duty), sheet.langs, strict=True))
    when, stated = zip(*(deadline_words(item.deadline, lang) for item, lang in both), strict=True)
    rule = [told(item) for told, (item, _) in zip(sheet.rules, both, strict=True)]
    sure, possible = _rests_on(sheet, row)
    return [
        row.anchor.removeprefix("nv-"),
        duty.code,
        duty.kind,
        texts.add(*(task_words(item, lang) for item, lang in both)),
        texts.add(duty.deliverable, twin.duty.deliverable) if duty.deliverable else None,
        duty.force,
        texts.add(*(authority_words(item, lang) for item, lang in both)),
        sure,
        possible,
        duty.deadline.due.isoformat() if duty.deadline.due else "",
        duty.deadline.start.isoformat() if duty.deadline.start else "",
        duty.deadline.kind,
        texts.add(*when),
        texts.add(*stated),
        page_statuses(sheet, row, twin),
        page_marks(sheet, row, twin),
        _issues(sheet, duty.norm),
        texts.add(*rule) if rule[0] else None,
        page_apart(sheet, row, twin),
    ]


def _rests_on(sheet: Sheet, row: Row) -> tuple[list[int], list[int]]:
    """Return the documents that a row stands under for certain, and those it may stand under."""
    found: dict[int, bool] = {}
    for link in row.proof.chain:
        place = sheet.places.get(link.upper)
        if place is not None:
            found[place] = found.get(place, False) or link.certain
    return [place for place, sure in found.items() if sure], [place for place, sure in found.items() if not sure]


def _issues(sheet: Sheet, norm: str) -> list[Any]:
    """Return how many findings of each severity a norm has, what is wrong and what is only to be asked, each once, worst first."""
    findings = sheet.around.findings.get(norm, ()) if sheet.around else ()
    told: dict[bool, dict[int, None]] = {True: {}, False: {}}
    for finding in sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.shape not in _LEADS)):
        words = sheet.texts.add(*(label_words(finding.problem, lang) for lang in sheet.langs))
        told[finding.severity != SEVERITIES[-1]].setdefault(words)
    return [
        *(sum(finding.severity == name for finding in findings) for name in SEVERITIES),
        list(told[True]),
        list(told[False]),
    ]


def _changes(sheet: Sheet) -> list[Any] | None:
    """Return the title and the lines of what differs from an earlier answer, None where it was not asked."""
    own, other = sheet.grid.changes, sheet.other.changes
    if own is None or other is None:
        return None
    lines = []
    for change, twin in zip(own.rows, other.rows if len(own) == len(other) else own.rows, strict=True):
        both = tuple(zip((change, twin), (own.words, other.words), sheet.langs, strict=True))
        lines.append(
            [
                change.code,
                sheet.texts.add(*(item.bearer or say("nobody", lang) for item, _, lang in both)),
                sheet.say(f"change-{change.kind}"),
                *(
                    sheet.texts.add(*(value_words(getattr(item, name), words) for item, words, _ in both))
                    for name in ("before", "after")
                ),
                sheet.texts.add(*(cause_words(item, lang) for item, _, lang in both)),
            ]
        )
    titles = zip((own, other), sheet.langs, strict=True)
    return [sheet.texts.add(*(changes_title(item, lang) for item, lang in titles)), lines]
