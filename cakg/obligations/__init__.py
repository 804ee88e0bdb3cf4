"""Who must do what by when, under which instrument, and how sure we are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cakg.authority import norms_of, perhaps_norms_of
from cakg.calendars import read_date, show_date
from cakg.deadlines.records import KINDS
from cakg.errors import ValueRefusedError
from cakg.graph import KnowledgeGraph
from cakg.graph.grades import gravest
from cakg.graph.names import DOCUMENTS, PARTIES, resolve, resolve_concept, words_of
from cakg.model.deadline import DAYLESS, SINCE_LAST_DONE
from cakg.model.duty import Duties, Duty
from cakg.namespaces import CAKG, SKOS, VOCAB
from cakg.obligations.filters import Filter, asked_words, order, why_dayless
from cakg.obligations.reader import Reader
from cakg.obligations.times import Times
from cakg.populations import Containing, containing, perhaps_containing
from cakg.readings import check_readings
from cakg.terms import code

if TYPE_CHECKING:
    from cakg.obligations.members import Members

NOT_DUTIES = ("call", "wish")
"""Modalities that are kept but are no duty unless the caller asks for their force."""


def duties(
    kg: KnowledgeGraph,
    unit: str | None = None,
    *,
    by: str | date | None = None,
    from_: str | date | None = None,
    role: str | None = None,
    status: str | None = None,
    document: str | None = None,
    force: str | None = None,
    expand: bool = False,
    within: str | None = None,
    readings: Mapping[str, str] | None = None,
    as_of: str | date,
    known_at: str | date | None = None,
    lang: str = "vi",
) -> Duties:
    """Return the duties stated on or before `as_of`, one row for each norm (or target step) and bearer.

    `unit` takes a name, a short IRI or an IRI of a unit, class of units or post; its rows are its own duties, those of
    the classes that contain it by definition and of the posts that head any of these, never those of its members; then
    those it inherited, with the steps of succession. A unit that has ended keeps its rows, with who holds them now.
    With `expand` a class gives one row for each member, made while it is read; `within` (a unit) expands for that unit
    and those under it alone, and `absent` of the answer says who follows one that has ended. A chosen or unclear selection
    is never expanded, and is named in `incomplete`.
    `by` and `from_` (days) bound the due day and leave undated rows out, counted in `undated`. `role`, `status` and `force`
    take a code or the Vietnamese label; `document` an instrument or mention by number, name or IRI. `known_at` gives the
    answer that the records of that day gave: what was recorded later is left out. `lang` (vi or en) chooses the labels.
    Recurring duties have one row for each occurrence due from `from_` to `by`. With `by` alone they are listed from
    `as_of` on; `begun_on` of the answer then names that day if there may be earlier ones. Without
    `by` they are one row without a day, counted in `unbounded` where a date filter leaves it out; `recurring` and `continuous`
    count what recurs on days that cannot be told and what goes on all the time. What is counted since last
    done has only its next occurrence, which needs no window.
    `readings` switches reading rules, each to an alternative; `moved` of the answer lists what that changes, `kept` what it
    touches but does not move. `faults` names the times whose days cannot be told for a fault in the data.

    A status is never read from silence: past due and silent is `unknown`. `statusEvidence` names the records a status
    rests on, `share` what is known of a part.

    Raises UnknownNameError for a name, code or rule that is not known, ValueRefusedError for a date that is none and for
    `from_` after `by`.

    >>> from cakg.graph import load
    >>> found = duties(load(), "Công an các địa phương", by="2025-12-31", as_of="2024-12-01")
    >>> all(duty.deadline.due is not None for duty in found)
    True
    """
    known = None if known_at is None else read_date(known_at)
    kg = kg.known_on(known)
    kg.require_acyclic()
    day = read_date(as_of)
    first, last = (None if bound is None else read_date(bound) for bound in (from_, by))
    if first and last and first > last:
        raise ValueRefusedError("window-backwards", first=show_date(first), last=show_date(last))
    paper = None if document is None else resolve(kg, document, *DOCUMENTS, CAKG.Norm)

    def read() -> tuple[Reader, Times]:
        times = Times(kg, day, lang, check_readings(readings), (first, last))
        return Reader(kg, day, lang, times), times

    reader, times = read()
    wanted = Filter(
        by=last,
        from_=first,
        role=None if role is None else resolve_concept(kg, role, VOCAB.role),
        status=None if status is None else resolve_concept(kg, status, VOCAB.status),
        force=None if force is None else resolve_concept(kg, force, VOCAB["binding-force"]),
        norms=None if paper is None else frozenset(norms_of(kg, paper)),
        perhaps=frozenset() if paper is None else frozenset(perhaps_norms_of(kg, paper)),
    )
    asked = None if unit is None else containing(kg, resolve(kg, unit, *PARTIES, as_of=day))
    area = None if within is None else resolve(kg, within, CAKG.Unit, as_of=day)
    rows: list[Duty] = []
    dayless: Counter[str] = Counter()
    calls = 0
    floating = False
    faults: dict[tuple[str, str], None] = {}
    undecided: Counter[str] = Counter()
    members = _members(reader) if expand or area else None
    for duty in reader.read(asked):
        of_class = members is not None and members.class_of(duty) is not None
        by_member = of_class and duty.deadline.recurrenceBasis == SINCE_LAST_DONE  # each member did it on a day of its own
        floating = floating or by_member
        if (duty.modality not in NOT_DUTIES or wanted.force) and (why := wanted.undecided(duty, day)):
            undecided[why] += 1
        if not (wanted.keeps_class(duty) if of_class else wanted.keeps(duty)):
            continue
        if duty.modality in NOT_DUTIES and wanted.force is None:
            calls += 1
        elif wanted.has_dates and duty.deadline.due is None:
            dayless[why_dayless(duty.deadline)] += 1
            faults.update(dict.fromkeys((duty.code, note) for note in duty.deadline.notes if note in DAYLESS))
            rows += [duty] if by_member else []
        elif by_member or wanted.keeps_date(duty.deadline):
            rows.append(duty)
    rows.sort(key=order)
    keep = wanted.keeps_member if floating else None if wanted.status is None else wanted.keeps_status
    expanded = members.expand(rows, area, keep) if members else None
    norms = tuple(dict.fromkeys(duty.norm for duty in rows))
    chosen = asked is not None or area is not None or wanted.chooses_bearers
    schemes = ("role", "status", "bearer-basis") if chosen else ("status",) if members else ()
    return Duties(
        as_of=reader.as_of,
        known_at=known,
        rows=tuple(rows) if expanded is None else expanded,
        undated=dayless.total(),
        unbounded=dayless["unbounded"],
        recurring=dayless["recurring"],
        continuous=dayless["continuous"],
        begun_on=times.begun_on,
        undecided=undecided,
        outside=_outside(kg, reader, wanted),
        calls=calls,
        chosen=tuple(kg.labels(_burdened(kg, asked, day), lang)) if asked else (),
        unresolved=tuple(
            reader.unresolved([*(rows if members is None else members.open), *filter(wanted.keeps, reader.possible)])
        ),
        incomplete=() if expanded is None else expanded.incomplete,
        absent=members.absent(area) if members and area else None,
        expanded=expanded is not None,
        moved=times.moved,
        kept=times.kept,
        faults=tuple(faults),
        asked=asked_words(kg, wanted, {"unit": asked.party if asked else None, "within": area, "document": paper}, lang),
        sources=kg.sources,
        words=words_of(kg, _word_keys(kg, rows, schemes), lang),
        example_data=kg.example_data,
        notices=kg.notices,
        grade=gravest(kg),
        read_whole=(lambda: tuple(read()[0].read_norms(norms))) if chosen else None,
    )


def _outside(kg: KnowledgeGraph, reader: Reader, wanted: Filter) -> Counter[str]:
    """Count the duties that fit, their time and status left aside, and are not yet or no longer duties on the day."""
    found: dict[str, str] = {}
    for norm, responsibility, why in reader.outside:
        modality, force = (kg.record(norm).one(name) for name in (CAKG.modality, CAKG.bindingForce))
        role = kg.record(responsibility).one(CAKG.role) if responsibility else None
        fits = wanted.keeps_codes(norm, *(code(iri) if iri else None for iri in (role, force)))
        if fits and (wanted.force or not modality or code(modality) not in NOT_DUTIES):
            found[norm] = why
    return Counter(found.values())


def _members(reader: Reader) -> Members:
    from cakg.obligations.members import Members  # most answers expand nothing

    return Members(reader)


def _word_keys(kg: KnowledgeGraph, rows: list[Duty], schemes: Sequence[str]) -> Iterator[str]:
    """Yield the codes to be put in words; members of classes and bearers who are not asked for may have any of some `schemes`."""
    for duty in rows:
        yield from duty.word_keys
    yield from (f"class/{code(class_)}" for class_ in KINDS)
    yield from (f"{scheme}/{code(concept)}" for scheme in schemes for concept in kg.subjects(SKOS.inScheme, VOCAB[scheme]))


def _burdened(kg: KnowledgeGraph, asked: Containing, on: date) -> list[str]:
    """Return the classes that bear any duty and to which the asked unit may belong, which the data do not tell."""
    perhaps = (*asked.chosen, *perhaps_containing(kg, asked.party, on))
    return [population for population in perhaps if kg.subjects(CAKG.bearer, population)]
