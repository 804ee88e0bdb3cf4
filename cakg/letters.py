"""Letters: what validation must ask, sorted to those who can answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from cakg.calendars import show_date
from cakg.graph import KnowledgeGraph
from cakg.graph.owners import call
from cakg.messages import say
from cakg.model.finding import GAPS, Finding, Report
from cakg.model.letter import Addressee, Enquiry, Letter, Letters, Matter
from cakg.namespaces import CAKG, OA
from cakg.terms import code, is_blank, shorten
from cakg.text import collation_key

_UP = (CAKG.ofNorm, CAKG.ofResponsibility, CAKG.observedOf, CAKG.about, CAKG.extends, CAKG.effectOf)
_DOWN = (
    CAKG.deadline,
    CAKG.step,
    CAKG.expects,
    CAKG.appliesIf,
    CAKG.indicator,
    CAKG.anchorEvent,
    CAKG.candidate,
    CAKG.mentions,
)
"""Properties that lead from a part to what it is part of, forwards and backwards."""
_USE = (CAKG.bearer, CAKG.population, CAKG.speaker, CAKG.atOccasion, CAKG.headOf, CAKG.postIn, CAKG.holdsPost)
"""Properties that lead backwards from a record of its own to what names it."""
_PROOF = (CAKG.evidencedBy, OA.hasSource)
_HOMES = (CAKG.Instrument, CAKG.Utterance, CAKG.SourceDocument)
"""Where something can be stated, the best first: who drafted an instrument can best be asked."""


def questions_for(kg: KnowledgeGraph, report: Report, *, lang: str = "vi") -> Letters:
    """Return the questions that the findings of `report` raise, as letters to the units that drafted the instruments.

    A finding about a norm, or about its deadline, responsibility or step, belongs to the instrument, utterance or source
    document where the norm is stated. The drafting unit is the one the data state; it is never guessed from issuer or symbol.
    The same question about the same subject is asked once, and what was said on one occasion stands together: each question
    with all statements that it concerns. `report` must come from `kg`.

    >>> from cakg.graph import load
    >>> from cakg.shapes import validate
    >>> kg = load()
    >>> letter = questions_for(kg, validate(kg, only=["Utterance-speakerStated"])).letters[0]
    >>> letter.addressees, letter.matters[0].enquiries[0].words["vi"]
    ((), 'Ai phát biểu, với chức vụ gì?')
    >>> letter.matters[0].label
    'Ý kiến của lãnh đạo Công an tỉnh Nghệ An (Hội nghị sơ kết 1 năm thí điểm Công an phường điển hình, kiểu mẫu, ngày 11/12/2023)'
    """
    asked = [finding for finding in report if finding.question]
    sorter = _Sorter(kg, lang)
    matters: dict[str | None, dict[tuple[str, str, str | None], list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in asked:
        topic = sorter.topic(finding.focus)
        words = finding.question.get("vi") or next(iter(finding.question.values()))
        matters[topic.homes[0] if topic.homes else None][topic.subject, words, finding.gap].append(finding)
    letters: dict[tuple[Addressee, ...] | str | None, list[Matter]] = defaultdict(list)
    for home, groups in matters.items():
        addressees = sorter.drafters(home)
        letters[addressees or home].append(sorter.matter(home, list(groups.values())))
    made = [Letter(key if isinstance(key, tuple) else (), tuple(sorted(found, key=_order))) for key, found in letters.items()]
    made.sort(
        key=lambda letter: (
            not letter.addressees,
            [collation_key(to.label) for to in letter.addressees],
            _order(letter.matters[0]),
        )
    )
    return Letters(tuple(made), len(report.findings) - len(asked), report.example_data, report.grade)


@dataclass(frozen=True)
class _Topic:
    """What a finding is about: its subject, and where that is stated, the best place first."""

    subject: str
    homes: tuple[str, ...]


class _Sorter:
    """Finds subjects, homes and addressees in the graph; each record is looked up once."""

    def __init__(self, kg: KnowledgeGraph, lang: str) -> None:
        self.kg = kg
        self.lang = lang
        self.norms = kg.subclasses[CAKG.Norm]
        self.rank = {class_: place for place, home in enumerate(_HOMES) for class_ in kg.subclasses[home]}
        self._topics: dict[str, _Topic] = {}

    def topic(self, focus: str) -> _Topic:
        known = self._topics.get(focus)
        if known is None:
            wholes = self._owners(focus, _UP, _DOWN)
            owners = wholes or self._owners(focus, _UP, (*_DOWN, *_USE)) or self._owners(focus, _PROOF, ())
            homes = {home for owner in owners for home in self._homes(owner)}
            subject = wholes[0] if len(wholes) == 1 and self.kg.record(wholes[0]).types & self.norms else focus
            known = self._topics[focus] = _Topic(subject, tuple(sorted(homes, key=self._home_order)))
        return known

    def _owners(self, focus: str, up: tuple[str, ...], down: tuple[str, ...]) -> list[str]:
        """Return the nearest norms, provisions and homes that the record is or belongs to."""
        level, seen = [focus], {focus}
        while level:
            owners = [iri for iri in level if self._owns(iri)]
            if owners:
                return sorted(owners)
            above = {upper for iri in level for upper in self.kg.record(iri).all(*up)}
            above |= {upper for iri in level for name in down for upper in self.kg.subjects(name, iri)}
            level = sorted(above - seen)
            seen |= above
        return []

    def _owns(self, iri: str) -> bool:
        types = self.kg.record(iri).types
        return bool(types & self.norms) or CAKG.Provision in types or not types.isdisjoint(self.rank)

    def _homes(self, owner: str) -> list[str]:
        record = self.kg.record(owner)
        stated = record.all(CAKG.statedIn) if record.types & self.norms else [owner]
        places = [home for place in stated for home in self.kg.record(place).all(CAKG.provisionOf) or [place]]
        return [home for home in places if not self.kg.record(home).types.isdisjoint(self.rank)]

    def _home_order(self, home: str) -> tuple[int, bool, str]:
        rank = min(self.rank[type_] for type_ in self.kg.record(home).types if type_ in self.rank)
        return rank, is_blank(home), self._name(home) if is_blank(home) else home

    def _name(self, iri: str) -> str:
        return call(self.kg, iri, self.lang)

    def drafters(self, home: str | None) -> tuple[Addressee, ...]:
        units = self.kg.record(home).all(CAKG.draftingUnit) if home else []
        return tuple(Addressee(unit, self._name(unit)) for unit in units)

    def matter(self, home: str | None, groups: list[list[Finding]]) -> Matter:
        kind = code(_HOMES[self._home_order(home)[0]]) if home else None
        matter = Matter(home, kind, self._title(home) if home else say("matter-none", self.lang), ())
        order = _by_question if matter.by_question else _by_subject
        made = [self._enquiry(group) for group in groups]
        asked: dict[str, list[str]] = defaultdict(list)
        for enquiry in made:
            asked[enquiry.subject].append(str(sorted(enquiry.words.items())))
        made.sort(key=lambda enquiry: order(enquiry, sorted(asked[enquiry.subject])))
        return replace(matter, enquiries=tuple(replace(one, number=number) for number, one in enumerate(made, 1)))

    def _title(self, home: str) -> str:
        """Return how a home is named in a letter: its name, its day, and what it is about, or the occasion with its day."""
        record = self.kg.record(home)
        name = self._name(home)
        occasion = record.one(CAKG.atOccasion)
        if occasion:
            held = self._held(occasion, name)
            return f"{name} ({held})" if held else name
        day = record.date(CAKG.issuedOn)
        dated = f"{name} {say('on-day', self.lang, day=show_date(day))}" if day and not _names_day(name, day) else name
        subject = record.labels("http://purl.org/dc/terms/title")
        title = subject.get(self.lang) or subject.get("vi") or ""
        return f"{dated}: {title}" if title and title != name else dated

    def _held(self, occasion: str, name: str) -> str:
        """Return an occasion and its day as far as a name does not hold them already."""
        record = self.kg.record(occasion)
        label = record.label(self.lang) if record.labels() else ""
        day, first, last = (record.date(property_) for property_ in (CAKG.heldOn, CAKG.heldNotBefore, CAKG.heldNotAfter))
        if day:
            when = "" if _names_day(name, day) else say("held-on", self.lang, day=show_date(day))
        elif first or last:
            days = {"first": show_date(first) if first else "…", "last": show_date(last) if last else "…"}
            when = say("between-days", self.lang, **days)
        else:
            when = say("day-unknown", self.lang)
        return ", ".join(filter(None, ("" if label.casefold() in name.casefold() else label, when)))

    def _enquiry(self, findings: list[Finding]) -> Enquiry:
        first = findings[0]
        topic = self.topic(first.focus)
        record = self.kg.record(topic.subject)
        norm = bool(record.types & self.norms)
        provisions = [place for place in record.all(CAKG.statedIn) if CAKG.Provision in self.kg.record(place).types]
        foci = tuple(dict.fromkeys(finding.focus for finding in findings))
        parts = [self._part(focus) for focus in foci if focus != topic.subject]
        return Enquiry(
            number=0,
            gap=first.gap if first.gap in GAPS else None,
            subject=topic.subject,
            code=code(topic.subject) if norm and not is_blank(topic.subject) else None,
            label=self._name(topic.subject),
            provision=", ".join(map(self._name, provisions)) or None,
            words=first.question,
            parts=tuple(dict.fromkeys(part for part in parts if part)),
            also=tuple(map(self._name, topic.homes[1:])) if norm else (),
            records=foci,
            shapes=tuple(dict.fromkeys(finding.shape for finding in findings)),
            place=self.kg.locate(topic.subject) if topic.subject != first.focus else first.place,
        )

    def _part(self, focus: str) -> str:
        """Return what tells a part of a norm from its other parts: its name, its bearer, or the words it states."""
        record = self.kg.record(focus)
        if record.labels():
            return record.label(self.lang)
        bearer = record.one(CAKG.bearer)
        if bearer:
            return self._name(bearer)
        if CAKG.TargetStep in record.types:
            return "" if is_blank(focus) else shorten(focus)
        return record.one(CAKG.statedText) or ""


def _names_day(name: str, day: date) -> bool:
    """Say whether a name holds the day already, with or without its noughts."""
    return show_date(day) in name or f"{day.day}/{day.month}/{day.year}" in name


def _order(matter: Matter) -> tuple[object, ...]:
    kinds = [code(home) for home in _HOMES]
    iri = matter.iri if matter.iri and not is_blank(matter.iri) else ""
    words = [f"{enquiry.label} {enquiry.words}" for enquiry in matter.enquiries]
    return kinds.index(matter.kind) if matter.kind else len(kinds), collation_key(matter.label), iri, words


def _by_subject(enquiry: Enquiry, asked: list[str]) -> tuple[object, ...]:
    """Return what sorts questions, given all that is asked of the subject: that tells records without an IRI apart."""
    place = GAPS.index(enquiry.gap) if enquiry.gap else len(GAPS)
    names = collation_key(enquiry.code or "~"), collation_key(enquiry.label)
    line = f"{enquiry.place.name or ''} {enquiry.place.line or 0:09}" if is_blank(enquiry.subject) else ""
    return place, *names, line or enquiry.subject, asked, enquiry.subject, enquiry.words.get("vi", "")


def _by_question(enquiry: Enquiry, asked: list[str]) -> tuple[object, ...]:
    place, *subject, words = _by_subject(enquiry, asked)
    return place, words, *subject
