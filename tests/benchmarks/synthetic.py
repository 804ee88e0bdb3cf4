"""A made-up graph of the same shape as the examples, of any size: `python synthetic.py OUT --triples 1000000`.

Parties come first (the ministry, its units, provinces, districts and communes, never more of them than there were in
2024), then one dossier after another: a source with an occasion, directions, instruments and their norms. Records
point only at records written in the same file or at the shipped vocabularies, and memory holds the parties and the
instruments alone. A seed gives the same bytes on every machine. Nobody is named: the holder of an
office is "Người giữ chức 12".
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import IO, TypeVar

from cakg.namespaces import CAKG, DCTERMS, ID, OA, RDF, SKOS, VOCAB, XSD

SMALLEST = 5_000
"""Below this the parties alone would be most of the graph."""

MOST_COMMUNES, MOST_DISTRICTS, MOST_PROVINCES, MOST_MINISTRY_UNITS = 10_598, 705, 63, 60
_FIRST_ISSUE, _LAST_ISSUE = date(2016, 1, 1), date(2025, 6, 30)
_RECORDED = date(2026, 11, 22)

_T = TypeVar("_T")
Terms = str | list[str] | None

_PREDICATES = {name: f" <{CAKG[name]}> " for name in CAKG.terms} | {
    "label": f" <{SKOS.prefLabel}> ",
    "note": f" <{SKOS.note}> ",
    "title": f" <{DCTERMS.title}> ",
    "publisher": f" <{DCTERMS.publisher}> ",
    "hasSource": f" <{OA.hasSource}> ",
    "hasSelector": f" <{OA.hasSelector}> ",
    "start": f" <{OA.start}> ",
    "end": f" <{OA.end}> ",
}
_TYPE = f" <{RDF.type}> "


def write(path: str | Path, triples: int, seed: int = 20240129) -> int:
    """Write a graph of about `triples` triples (within 5 %) as N-Triples to `path`; return how many it has.

    Raises ValueError for fewer than `SMALLEST`.
    """
    if triples < SMALLEST:
        raise ValueError(f"at least {SMALLEST} triples are needed, not {triples}")
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        graph = _Writer(file)
        random = Random(seed)
        parties = _write_parties(graph, triples)
        dossiers = _Dossiers(graph, random, parties, triples)
        while graph.count < triples:
            dossiers.write_one()
        graph.flush()
    return graph.count


# Terms


def record(kind: str, slug: str) -> str:
    """Return the term of a record."""
    return f"<{ID.base}{kind}/{slug}>"


def concept(scheme: str, code: str) -> str:
    """Return the term of a concept of a shipped vocabulary."""
    return f"<{VOCAB.base}{scheme}/{code}>"


def words(text: str) -> str:
    """Return a plain string; no text here holds a quote, backslash or line break."""
    return f'"{text}"'


def both(vietnamese: str, english: str) -> list[str]:
    """Return a text in the two languages."""
    return [f'"{vietnamese}"@vi', f'"{english}"@en']


def day(value: date) -> str:
    """Return an xsd:date."""
    return f'"{value.isoformat()}"^^<{XSD.date}>'


def number(value: float) -> str:
    """Return an xsd:integer or, for a float, an xsd:decimal."""
    return f'"{value}"^^<{XSD.decimal if isinstance(value, float) else XSD.integer}>'


class _Writer:
    """Writes records and counts their triples."""

    def __init__(self, file: IO[str]) -> None:
        self.count = 0
        self._file = file
        self._lines: list[str] = []

    def describe(self, subject: str, type_: str, **properties: Terms) -> str:
        """Write a record with its class and properties; return its term."""
        lines = self._lines
        lines.append(f"{subject}{_TYPE}<{type_}> .\n")
        before = len(lines)
        for name, value in properties.items():
            predicate = _PREDICATES[name]
            if isinstance(value, str):
                lines.append(f"{subject}{predicate}{value} .\n")
            elif value:
                lines.extend(f"{subject}{predicate}{term} .\n" for term in value)
        self.count += len(lines) - before + 1
        if len(lines) > 20_000:
            self.flush()
        return subject

    def flush(self) -> None:
        self._file.writelines(self._lines)
        self._lines.clear()


# Parties


@dataclass
class _Parties:
    units: list[str] = field(default_factory=list)
    local_units: list[str] = field(default_factory=list)
    populations: list[str] = field(default_factory=list)
    local_populations: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    triggers: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)


_MINISTRY = record("unit", "bo-cong-an")
_PARTY_COMMITTEE = record("unit", "dang-uy-cong-an-trung-uong")
_POLITBURO = record("unit", "bo-chinh-tri")
_MINISTER = record("post", "bo-truong-bo-cong-an")
_DEPUTY = record("post", "thu-truong-bo-cong-an")

_NATIONAL = (
    (
        "cong-an-cac-don-vi-dia-phuong",
        "Công an các đơn vị, địa phương",
        "Police of units and localities",
        "ministry-unit local-police",
    ),
    ("don-vi-truc-thuoc-bo", "Các đơn vị trực thuộc Bộ", "Units directly under the ministry", "ministry-unit"),
    ("cong-an-cac-dia-phuong", "Công an các địa phương", "Local police", "local-police"),
    ("cong-an-cac-cap", "Công an các cấp", "Police of all levels", "police"),
    (
        "cong-an-cac-tinh-thanh-pho",
        "Công an các tỉnh, thành phố trực thuộc Trung ương",
        "Police of the provinces",
        "provincial-police",
    ),
    ("cong-an-cap-huyen", "Công an cấp huyện", "District police", "district-police"),
    ("cong-an-cap-xa", "Công an cấp xã", "Commune-level police", "commune-level-police"),
    ("cong-an-xa-thi-tran", "Công an xã, thị trấn", "Commune and township police", "commune-police township-police"),
    ("cong-an-phuong", "Công an phường", "Ward police", "ward-police"),
    ("can-bo-chien-si", "Cán bộ, chiến sĩ Công an", "Police officers and soldiers", "police-personnel"),
)
_COMMUNE_KINDS = (
    ("commune-police", "xã", "commune"),
    ("ward-police", "phường", "ward"),
    ("township-police", "thị trấn", "township"),
)
_TRIGGERS = (
    ("nhan-van-ban", "Nhận được văn bản", "Receipt of the document"),
    ("ket-thuc-hoi-nghi", "Kết thúc hội nghị", "End of the conference"),
    ("sap-xep-to-chuc", "Sắp xếp xong tổ chức", "Completion of the reorganisation"),
)
_CONDITIONS = (
    ("chua-co-nghi-quyet", "Địa phương chưa có nghị quyết chuyên đề", "The locality has no thematic resolution"),
    ("co-yeu-cau", "Khi có yêu cầu của cấp trên", "Where the level above asks for it"),
)


def _write_parties(graph: _Writer, triples: int) -> _Parties:
    parties = _Parties()
    _write_central_units(graph, parties, triples)
    communes = min(MOST_COMMUNES, triples // 100)
    provinces = min(MOST_PROVINCES, max(2, communes // 168))
    for place in range(provinces):
        _write_province(graph, parties, place + 1, range(place, communes, provinces))
    for slug, vietnamese, english, kinds in _NATIONAL:
        population = _population(graph, slug, both(vietnamese, english), kinds.split(), within=_MINISTRY)
        parties.populations.append(population)
        heads = graph.describe(
            record("post", f"thu-truong-{slug}"),
            CAKG.Post,
            label=both(f"Thủ trưởng {vietnamese}", f"Heads: {english}"),
            headOf=population,
        )
        parties.posts.append(heads)
    parties.outside.append(
        _population(
            graph,
            "cap-uy-chinh-quyen-cac-cap",
            both("Cấp ủy, chính quyền các cấp", "Party committees and authorities of all levels"),
            ["party-body", "local-authority"],
            within=None,
        )
    )
    for slug, vietnamese, english in _TRIGGERS:
        parties.triggers.append(graph.describe(record("trigger", slug), CAKG.TriggerEvent, label=both(vietnamese, english)))
    for slug, vietnamese, english in _CONDITIONS:
        parties.conditions.append(graph.describe(record("condition", slug), CAKG.Condition, label=both(vietnamese, english)))
    return parties


def _write_central_units(graph: _Writer, parties: _Parties, triples: int) -> None:
    for unit, vietnamese, english, kind in (
        (_MINISTRY, "Bộ Công an", "Ministry of Public Security", "ministry"),
        (
            _PARTY_COMMITTEE,
            "Đảng ủy Công an Trung ương",
            "Central Public Security Party Committee",
            "central-police-party-committee",
        ),
        (_POLITBURO, "Bộ Chính trị", "Politburo", "party-body"),
    ):
        graph.describe(unit, CAKG.Unit, label=both(vietnamese, english), unitKind=concept("unit-kind", kind))
    graph.describe(_MINISTER, CAKG.Post, label=both("Bộ trưởng Bộ Công an", "Minister of Public Security"), headOf=_MINISTRY)
    graph.describe(
        _DEPUTY, CAKG.Post, label=both("Thứ trưởng Bộ Công an", "Deputy Minister of Public Security"), postIn=_MINISTRY
    )
    for place in range(1, min(MOST_MINISTRY_UNITS, max(5, triples // 10_000)) + 1):
        unit = graph.describe(
            record("unit", f"cuc-nghiep-vu-{place:02}"),
            CAKG.Unit,
            label=both(f"Cục Nghiệp vụ {place:02}", f"Department {place:02}"),
            unitCode=words(f"V{place:02}"),
            unitKind=concept("unit-kind", "ministry-unit"),
            parentUnit=_MINISTRY,
        )
        parties.units.append(unit)
    graph.describe(
        record("event", "ket-thuc-cong-an-cap-huyen"),
        CAKG.ReorganisationEvent,
        label=both("Kết thúc Công an cấp huyện", "End of district police"),
        happenedOn=day(date(2025, 3, 1)),
        decidedBy=graph.describe(
            record("instrument", "kl-ket-thuc-cong-an-cap-huyen"),
            CAKG.Instrument,
            label=both("Kết luận về tổ chức Công an cấp huyện", "Conclusion on the organisation of district police"),
            instrumentKind=concept("instrument-kind", "conclusion"),
            issuer=_POLITBURO,
            secrecy=concept("secrecy", "unknown"),
        ),
    )
    graph.describe(
        record("function", "nhiem-vu-cong-an-cap-huyen"),
        CAKG.Function,
        label=both("Nhiệm vụ của Công an cấp huyện", "Functions of district police"),
    )


def _write_province(graph: _Writer, parties: _Parties, place: int, communes: range) -> None:
    name = f"{place:02}"
    province = graph.describe(
        record("unit", f"cong-an-tinh-{name}"),
        CAKG.Unit,
        label=both(f"Công an tỉnh {name}", f"Police of province {name}"),
        unitKind=concept("unit-kind", "provincial-police"),
        parentUnit=_MINISTRY,
    )
    parties.units.append(province)
    authority = graph.describe(
        record("unit", f"uy-ban-nhan-dan-tinh-{name}"),
        CAKG.Unit,
        label=both(f"Ủy ban nhân dân tỉnh {name}", f"People's Committee of province {name}"),
        unitKind=concept("unit-kind", "provincial-authority"),
    )
    parties.outside.append(authority)
    director = graph.describe(
        record("post", f"giam-doc-cong-an-tinh-{name}"),
        CAKG.Post,
        label=both(f"Giám đốc Công an tỉnh {name}", f"Director of police of province {name}"),
        headOf=province,
    )
    parties.posts.append(director)
    for kind, vietnamese, english in (("ward-police", "phường", "Ward"), ("commune-level-police", "cấp xã", "Commune-level")):
        label = both(f"Công an {vietnamese} thuộc tỉnh {name}", f"{english} police of province {name}")
        slug = f"{kind}-tinh-{name}"
        parties.local_populations.append(_population(graph, slug, label, [kind], within=province))
    districts = []
    for serial in range(1, min(MOST_DISTRICTS // MOST_PROVINCES, max(1, len(communes) // 15)) + 1):
        district = graph.describe(
            record("unit", f"cong-an-huyen-{name}-{serial:02}"),
            CAKG.Unit,
            label=both(f"Công an huyện {name}.{serial:02}", f"Police of district {name}.{serial:02}"),
            unitKind=concept("unit-kind", "district-police"),
            parentUnit=province,
            existsTo=day(date(2025, 2, 28)),
        )
        districts.append(district)
        graph.describe(
            record("transfer", f"huyen-{name}-{serial:02}"),
            CAKG.FunctionTransfer,
            ofEvent=record("event", "ket-thuc-cong-an-cap-huyen"),
            ofFunction=record("function", "nhiem-vu-cong-an-cap-huyen"),
            fromHolder=district,
            toHolder=province,
            transferredOn=day(date(2025, 3, 1)),
        )
    parties.local_units += districts
    for serial in communes:
        kind, vietnamese, english = _COMMUNE_KINDS[0 if serial % 20 < 15 else 1 if serial % 20 < 18 else 2]
        commune = graph.describe(
            record("unit", f"cong-an-xa-{serial + 1:05}"),
            CAKG.Unit,
            label=both(f"Công an {vietnamese} {serial + 1}", f"Police of {english} {serial + 1}"),
            unitKind=concept("unit-kind", kind),
            parentUnit=districts[serial % len(districts)],
        )
        parties.local_units.append(commune)


def _population(
    graph: _Writer, slug: str, label: list[str], kinds: Iterable[str], within: str | None, selection: str = "all"
) -> str:
    return graph.describe(
        record("population", slug),
        CAKG.Population,
        label=label,
        unitKind=[concept("unit-kind", kind) for kind in kinds],
        within=within,
        selection=concept("selection", selection),
        membershipPolicy=concept("membership-policy", "asOfQuery" if selection == "all" else "asOfIssue"),
    )


# Dossiers

_VERBS = (
    ("Rà soát", "Review"), ("Kiểm tra", "Inspect"), ("Bố trí", "Allocate"), ("Tham mưu về", "Advise on"), ("Tập huấn về", "Train staff on"),
    ("Báo cáo về", "Report on"), ("Củng cố", "Strengthen"), ("Phổ biến", "Make known"), ("Sơ kết", "Take stock of"), ("Đầu tư cho", "Invest in"),
)  # fmt: skip
_MATTERS = (
    ("cơ sở vật chất Công an cấp xã", "the premises of commune-level police"), ("biên chế Công an phường", "the staff of ward police"),
    ("dữ liệu dân cư", "population data"), ("phong trào toàn dân bảo vệ an ninh", "the mass movement for security"),
    ("lực lượng bảo vệ an ninh ở cơ sở", "the grassroots security force"), ("tiêu chí kiểu mẫu", "the model criteria"),
    ("công tác dân vận", "mass mobilisation"), ("trật tự, an toàn giao thông", "traffic order and safety"),
    ("phòng cháy, chữa cháy", "fire prevention"), ("cải cách hành chính", "administrative reform"),
)  # fmt: skip
_FORCES = (
    (0.57, "Obligation", "obligation", "phải", "orderToSubordinate"),
    (0.72, "Obligation", "request", "yêu cầu", "orderToSubordinate"),
    (0.78, "Obligation", "request", "đề nghị", "requestToOutsideBody"),
    (0.84, "Obligation", "commitment", "sẽ", "commitment"),
    (0.87, "Prohibition", "prohibition", "không được", "orderToSubordinate"),
    (0.89, "Permission", "permission", "được", "binding"),
    (0.95, "Target", "target", "phấn đấu", "aspiration"),
    (1.00, "Norm", "call", "kêu gọi", "aspiration"),
)
_ROLES = ("implement", "implement", "implement", "implement", "lead", "cooperate", "advise", "direct", "monitor", "report")
_TIERS = (
    # kind, symbol, issuer, printed words; an instrument of one tier carries out one of the tier above
    (("resolution", "NQ-TW", _POLITBURO, "Nghị quyết", "Resolution"), ("resolution", "NQ-DUCA", _PARTY_COMMITTEE, "Nghị quyết", "Resolution")),
    (("directive", "CT-BCA", _MINISTRY, "Chỉ thị", "Directive"), ("scheme", "DA-BCA", _MINISTRY, "Đề án", "Scheme"),
     ("circular", "TT-BCA", _MINISTRY, "Thông tư", "Circular")),
    (("plan", "KH-BCA", _MINISTRY, "Kế hoạch", "Plan"), ("decision", "QD-BCA", _MINISTRY, "Quyết định", "Decision")),
    (("plan", "KH-CAT", None, "Kế hoạch", "Plan"), ("guidance", "HD-CAT", None, "Hướng dẫn", "Guidance")),
)  # fmt: skip
_PRINTED = {"NQ-TW": "NQ/TW", "NQ-DUCA": "NQ/ĐUCA", "DA-BCA": "ĐA-BCA", "QD-BCA": "QĐ-BCA"}
_QUARTERS = ("I", "II", "III", "IV")


class _Dossiers:
    """Writes sources with what they say."""

    def __init__(self, graph: _Writer, random: Random, parties: _Parties, triples: int) -> None:
        self.graph = graph
        self.random = random
        self.parties = parties
        self.triples = triples
        self.instruments: list[list[tuple[str, str]]] = [[] for _ in _TIERS]
        self.provisions: list[str] = []
        self.serial = 0
        self.today = _FIRST_ISSUE
        self._begin = graph.count
        self._position = 0
        self._source = self._sha = ""
        self._holders = self._numbers = self._selectors = 0
        self._norms: list[str] = []

    def write_one(self) -> None:
        """Write one source, with its instruments, occasion, directions, norms and figures."""
        graph, name = self.graph, f"{self.serial:05}"
        share = (graph.count - self._begin) / (self.triples - self._begin)
        self.today = _FIRST_ISSUE + int(share * (_LAST_ISSUE - _FIRST_ISSUE).days) * timedelta(days=1)
        self._position, self._norms = 100, []
        self._sha = f"{self.serial * 2_654_435_761 % 2**32:08x}{self.random.getrandbits(224):056x}"
        self._source = graph.describe(
            record("source", name),
            CAKG.SourceDocument,
            label=both(f"Bài về hội nghị số {self.serial}", f"Article on conference {self.serial}"),
            fileName=words(f"{name}.txt"),
            sha256=words(self._sha),
            publisher=words("example.org"),
            bannerDate=day(self.today + timedelta(days=20)),
        )
        self._write_instruments()
        occasion, utterances = self._write_occasion(name)
        indicator = graph.describe(
            record("indicator", name),
            CAKG.Indicator,
            label=both(f"Tỷ lệ đơn vị đạt yêu cầu {self.serial}", f"Share of units that meet requirement {self.serial}"),
            measureUnit=words("%"),
        )
        mentions = [self._write_mention(f"{name}-m{place:02}") for place in range(1, self._between(3, 8))]
        population = self._write_chosen(name) if self._chance(0.4) else self._any(self.parties.populations)
        for place in range(1, self._between(8, 24)):
            self._write_norm(f"{name}-{place:02}", utterances, mentions, indicator, population)
            if graph.count >= self.triples:
                break
        for place in range(1, self._between(2, 5)):
            self._write_observation(f"{name}-o{place:02}", occasion, indicator, population)
        graph.describe(
            record("claim", f"{name}-recorded"),
            CAKG.Claim,
            label=both(f"Ghi nhận từ bài {name}", f"Recorded from article {name}"),
            about=self._norms,
            confidence=number(0.9),
            recordedOn=day(_RECORDED),
            reviewState=concept("review-state", "unreviewed"),
        )
        if self._chance(0.1):
            self._write_criteria(name)
        self.serial += 1

    def _write_criteria(self, name: str) -> None:
        criteria = self.graph.describe(
            record("criteria-set", name),
            CAKG.CriteriaSet,
            label=both(f"Bộ tiêu chí {self.serial}", f"Criteria set {self.serial}"),
            laidDownIn=self.instruments[2][-1][0],
            criteriaCount=number(2),
            passRule=concept("pass-rule", "all"),
            evidencedBy=self._span(),
        )
        for place in (1, 2):
            self.graph.describe(
                record("criterion", f"{name}-{place}"),
                CAKG.Criterion,
                label=both(f"Tiêu chí {place} của bộ {self.serial}", f"Criterion {place} of set {self.serial}"),
                inSet=criteria,
                evidencedBy=self._span(),
            )

    def _write_instruments(self) -> None:
        for _ in range(self._between(1, 4) if self.serial else len(_TIERS)):
            empty = next((tier for tier, known in enumerate(self.instruments) if not known), None)
            tier = empty if empty is not None else self._weighted((0.05, 0.25, 0.6, 1.0))
            self._write_instrument(tier)

    def _write_instrument(self, tier: int) -> None:
        kind, symbol, issuer, vietnamese, english = self._any(_TIERS[tier])
        self._numbers += 1
        printed = f"{self._numbers}/{_PRINTED.get(symbol, symbol)}"
        slug = f"{symbol.lower()}-{self._numbers}-{self.today.isoformat()}"
        above = self.instruments[tier - 1] if tier else []
        subject = self._matter()
        instrument = self.graph.describe(
            record("instrument", slug),
            CAKG.Instrument,
            label=both(f"{vietnamese} số {printed}", f"{english} {printed}"),
            title=both(f"Về {subject[0]}", f"On {subject[1]}"),
            instrumentKind=concept("instrument-kind", kind),
            number=words(printed),
            symbol=words(_PRINTED.get(symbol, symbol)),
            issuer=issuer or self._any(self.parties.units),
            draftingUnit=self._any(self.parties.units) if tier == 2 else None,
            issuedOn=day(self.today),
            secrecy=concept("secrecy", "unknown" if self._chance(0.7) else "public"),
            implements=self._any(above)[0] if above else None,
            promulgates=self._any(self.instruments[tier])[0] if self.instruments[tier] and self._chance(0.03) else None,
            legalBasis=self._any(self.instruments[0])[0] if tier > 1 and self._chance(0.3) else None,
            evidencedBy=self._span(),
        )
        if self.instruments[tier] and self._chance(0.05):
            self.graph.describe(
                record("effect", slug),
                CAKG.LegalEffect,
                effectKind=concept("effect-kind", self._any(("amends", "replaces", "repeals"))),
                effectOf=instrument,
                effectOn=self._any(self.instruments[tier])[0],
                effectiveFrom=day(self.today),
            )
        self.instruments[tier].append((instrument, printed))
        for article in range(1, self._between(1, 4)):
            provision = self.graph.describe(
                record("provision", f"{slug}-dieu-{article}"),
                CAKG.Provision,
                label=both(f"Điều {article} {vietnamese} số {printed}", f"Article {article} of {english} {printed}"),
                provisionOf=instrument,
                displayNumber=words(f"Điều {article}"),
                evidencedBy=self._span(),
            )
            self.provisions.append(provision)

    def _write_occasion(self, name: str) -> tuple[str, list[str]]:
        graph = self.graph
        held = self.today + timedelta(days=self._between(1, 15))
        instruments = [self._any(known)[0] for known in self.instruments[1:3]]
        occasion = graph.describe(
            record("occasion", f"{name}-hoi-nghi"),
            CAKG.Occasion,
            label=both(f"Hội nghị số {self.serial}", f"Conference {self.serial}"),
            occasionKind=concept("occasion-kind", "conference"),
            organiser=_MINISTRY,
            heldOn=day(held),
            disseminates=instruments[0],
            reviews=instruments[1],
            evidencedBy=[self._span(), self._span()],
        )
        utterances = []
        for place in range(1, self._between(2, 4)):
            self._holders += 1
            post = self._any((_MINISTER, _DEPUTY, self._any(self.parties.posts)))
            tenure = graph.describe(
                record("tenure", f"{name}-nguoi-giu-chuc-{place}"),
                CAKG.Tenure,
                label=both(f"Người giữ chức {self._holders}", f"Office holder {self._holders}"),
                holdsPost=post,
                holderName=words(f"Người giữ chức {self._holders}"),
                evidencedBy=self._span(),
            )
            utterance = graph.describe(
                record("utterance", f"{name}-u{place}"),
                CAKG.Utterance,
                label=both(f"Phát biểu của người giữ chức {self._holders}", f"Speech of office holder {self._holders}"),
                speaker=tenure,
                onBehalfOf=_MINISTRY if self._chance(0.3) else None,
                atOccasion=occasion,
                evidencedBy=self._span(),
            )
            utterances.append(utterance)
        return occasion, utterances

    def _write_mention(self, name: str) -> str:
        first, second = (self._any(self._any(self.instruments)) for _ in range(2))
        certain = self._chance(0.7) or first == second
        unknown = not certain and self._chance(0.1)
        candidates = []
        for place, (instrument, _) in enumerate(() if certain or unknown else (first, second), 1):
            candidate = self.graph.describe(
                record("candidate", f"{name}-{place}"),
                CAKG.Candidate,
                candidateInstrument=instrument,
                confidence=number(0.6 if place == 1 else 0.4),
            )
            candidates.append(candidate)
        return self.graph.describe(
            record("mention", name),
            CAKG.Mention,
            printedAs=words(f"văn bản số {first[1]}"),
            refersTo=first[0] if certain else None,
            candidate=candidates,
            evidencedBy=self._span(),
        )

    def _write_chosen(self, name: str) -> str:
        label = both(f"Các đơn vị được chọn làm điểm {self.serial}", f"Units chosen for pilot {self.serial}")
        population = _population(
            self.graph, f"{name}-lam-diem", label, ["commune-level-police"], within=_MINISTRY, selection="chosen"
        )
        self.graph.describe(
            record("snapshot", name),
            CAKG.PopulationSnapshot,
            label=both(f"Số đơn vị làm điểm {self.serial}", f"Number of pilot units {self.serial}"),
            ofPopulation=population,
            snapshotOn=day(self.today),
            memberCount=number(self._between(5, 60)),
            evidencedBy=self._span(),
        )
        return population

    def _write_norm(self, name: str, utterances: list[str], mentions: list[str], indicator: str, population: str) -> None:
        roll = self.random.random()
        class_, modality, verb, force = next(entry[1:] for entry in _FORCES if roll < entry[0])
        home = self._weighted((0.55, 0.8, 0.95, 1.0))
        stated_in = (utterances, self.provisions, [known for known, _ in self.instruments[2][-3:]], [self._source])[home]
        if force in {"orderToSubordinate", "binding"}:
            force = "binding" if home in {1, 2} else "orderToSubordinate"
        if home == 3:
            force = "reported"
        (verb_vi, verb_en), (matter_vi, matter_en) = self._any(_VERBS), self._matter()
        target = class_ == "Target"
        expects = None
        if self._chance(0.08):
            expects = self.graph.describe(
                record("deliverable", name),
                CAKG.Deliverable,
                label=both(f"Báo cáo về {matter_vi}", f"Report on {matter_en}"),
                evidencedBy=self._span(),
            )
        norm = self.graph.describe(
            record("norm", name),
            CAKG[class_],
            action=both(f"{verb_vi} {matter_vi} ({name})", f"{verb_en} {matter_en} ({name})"),
            modality=concept("modality", modality),
            modalVerb=words(verb),
            bindingForce=concept("binding-force", force),
            statedIn=self._any(stated_in[-40:]),
            mentions=self._any(mentions) if self._chance(0.2) else None,
            implements=self._any(self.instruments[1])[0] if self._chance(0.1) else None,
            derivedFromNorm=self._any(self._norms) if self._norms and self._chance(0.06) else None,
            dependsOn=self._any(self._norms) if self._norms and self._chance(0.04) else None,
            appliesIf=self._any(self.parties.conditions) if self._chance(0.03) else None,
            confirmedBy=self._any(self.instruments[2])[0] if home == 0 and self._chance(0.1) else None,
            validFrom=day(self.today) if self._chance(0.05) else None,
            deadline=None if target else self._write_deadline(name),
            indicator=indicator if target else None,
            population=population if target else None,
            step=[self._write_step(f"{name}-{place}") for place in range(1, self._between(2, 4))] if target else None,
            expects=expects,
            note=both(f"Ghi chú của người biên soạn {name}.", f"Editor's note {name}.") if self._chance(0.6) else None,
            evidencedBy=[self._span() for _ in range(self._between(1, 3))],
        )
        self._norms.append(norm)
        for place in range(1, self._weighted((0.85, 0.95, 1.0)) + 2):
            self._write_responsibility(f"{name}-{place}", norm, force, population)
        if self._chance(0.3):
            self.graph.describe(
                record("claim", name),
                CAKG.Claim,
                label=both(f"Cách hiểu {name}", f"Reading {name}"),
                about=norm,
                claimedProperty=f"<{CAKG.bearer}>",
                claimedValue=words("Công an cấp tỉnh"),
                confidence=number(0.7),
                recordedOn=day(_RECORDED),
                reviewState=concept("review-state", "disputed"),
            )

    def _write_step(self, name: str) -> str:
        low = float(self._between(2, 9) * 10)
        ranged = self._chance(0.2)
        return self.graph.describe(
            record("step", name),
            CAKG.TargetStep,
            comparator=concept("comparator", "atLeast"),
            lowerBound=number(low),
            upperBound=number(low + 10) if ranged else None,
            boundReading=concept("bound-reading", "unclear") if ranged else None,
            measureUnit=words("%"),
            scope=concept("scope", self._any(("eachMember", "eachPartition", "wholePopulation"))),
            deadline=self._write_dated(name, self._any(("year", "period"))),
            evidencedBy=self._span(),
        )

    def _write_responsibility(self, name: str, norm: str, force: str, population: str) -> None:
        unnamed = name.endswith("-1") and self._chance(0.13)
        parties = self.parties
        pools = (
            parties.populations,
            parties.local_populations,
            parties.units,
            parties.local_units,
            parties.posts,
            [population],
        )
        pool = parties.outside if force == "requestToOutsideBody" else pools[self._weighted((0.45, 0.55, 0.7, 0.8, 0.95, 1.0))]
        responsibility = self.graph.describe(
            record("responsibility", name),
            CAKG.Responsibility,
            ofNorm=norm,
            bearer=None if unnamed else self._any(pool),
            role=None if unnamed else concept("role", self._any(_ROLES)),
            bearerBasis=concept("bearer-basis", "noneStated" if unnamed else "explicit" if self._chance(0.45) else "inherited"),
            quantification=concept("quantification", "each") if not unnamed and self._chance(0.05) else None,
            deadline=self._write_dated(name, "until") if not unnamed and self._chance(0.03) else None,
            evidencedBy=None if unnamed else self._span(),
        )
        if not unnamed and self._chance(0.04):
            status = self._any(("doneOnTime", "doneLate", "openInTime", "overdue"))
            self.graph.describe(
                record("status", name),
                CAKG.StatusAssessment,
                label=both(f"Tình trạng {name}", f"Status {name}"),
                ofResponsibility=responsibility,
                assessedStatus=concept("status", status),
                observedOn=day(self.today + timedelta(days=400)),
                evidencedBy=self._span(),
            )

    def _write_deadline(self, name: str) -> str:
        kind = self._any(
            ("unstated",) * 8
            + ("continuous", "continuous", "relative", "recurring", "before", "until", "year", "month", "quarter", "period")
        )
        deadline = record("deadline", name)
        if kind == "unstated":
            silent = self._chance(0.5)
            return self.graph.describe(
                deadline,
                CAKG.UnstatedDeadline,
                statedText=None if silent else words(self._any(("trong thời gian tới", "sớm", "kịp thời"))),
                evidencedBy=None if silent else self._span(),
            )
        if kind == "continuous":
            return self.graph.describe(
                deadline, CAKG.ContinuousDuty, statedText=words("thường xuyên"), evidencedBy=self._span()
            )
        if kind == "relative":
            days = self._between(3, 30)
            return self.graph.describe(
                deadline,
                CAKG.RelativeDeadline,
                statedText=words(f"trong {days} ngày làm việc kể từ ngày nhận được văn bản"),
                anchorEvent=self.parties.triggers[0],
                offset=f'"P{days}D"^^<{XSD.duration}>',
                workingDays=f'"true"^^<{XSD.boolean}>',
                evidencedBy=self._span(),
            )
        if kind == "recurring":
            printed, rule = self._any(
                (("hàng năm", "FREQ=YEARLY"), ("hàng tháng", "FREQ=MONTHLY"), ("hàng tuần", "FREQ=WEEKLY"))
            )
            return self.graph.describe(
                deadline,
                CAKG.RecurringDeadline,
                statedText=words(printed),
                recurrenceRule=words(rule),
                evidencedBy=self._span(),
            )
        return self._write_dated(name, kind)

    def _write_dated(self, name: str, kind: str) -> str:
        """Write a deadline with date bounds; `kind` is the manner of the printed words."""
        year, month = self.today.year + self._between(0, 4), self._between(1, 13)
        last = _last_of(year, month)
        class_, precision, rule = CAKG.WindowDeadline, kind, "wholePeriod"
        starts: date | None
        if kind in {"before", "until"}:
            printed_day = date(year, month, self._between(2, 28))
            due = printed_day - timedelta(days=kind == "before")
            printed = f"{'trước ngày' if kind == 'before' else 'đến ngày'} {printed_day:%d/%m/%Y}"
            class_, precision, rule = CAKG.FixedDeadline, "day", "beforeMeansDayBefore" if kind == "before" else "exactDay"
            starts, earliest = None, due
        elif kind == "year":
            printed, starts, earliest, due = f"đến năm {year}", None, date(year, 1, 1), date(year, 12, 31)
            class_, rule = CAKG.FixedDeadline, "yearMeansYearEnd"
        elif kind == "month":
            printed, starts, earliest, due = f"trong tháng {month}/{year}", date(year, month, 1), last, last
        elif kind == "quarter":
            quarter = (month - 1) // 3
            due = _last_of(year, 3 * quarter + 3)
            printed, starts, earliest = f"trong quý {_QUARTERS[quarter]}/{year}", date(year, 3 * quarter + 1, 1), due
        else:
            final = year + self._between(1, 6)
            printed, starts, due = f"giai đoạn {year} - {final}", date(year, 1, 1), date(final, 12, 31)
            class_, precision, earliest = CAKG.PeriodDeadline, "year", due
        return self.graph.describe(
            record("deadline", name),
            class_,
            statedText=words(printed),
            startsOn=day(starts) if starts else None,
            earliest=day(earliest),
            dueBy=day(due),
            precision=concept("precision", precision),
            readingRule=concept("reading-rule", rule),
            evidencedBy=self._span(),
        )

    def _write_observation(self, name: str, occasion: str, indicator: str, population: str) -> None:
        value = float(self._between(5, 99))
        self.graph.describe(
            record("observation", name),
            CAKG.ProgressObservation,
            label=both(f"Số liệu {name}", f"Figure {name}"),
            indicator=indicator,
            observedOf=self._any((population, self._any(self.parties.units))),
            population=population,
            comparator=concept("comparator", "equal"),
            observedValue=number(value),
            denominator=number(100.0) if self._chance(0.5) else None,
            measureUnit=words("%"),
            observedOn=day(self.today),
            atOccasion=occasion,
            evidencedBy=self._span(),
        )

    def _span(self) -> str:
        """Write where some words of the source stand; two spans of a source never coincide."""
        start = self._position + self._between(1, 20)
        end = self._position = start + self._between(20, 120)
        self._selectors += 1
        selector = self.graph.describe(f"_:s{self._selectors}", OA.TextPositionSelector, start=number(start), end=number(end))
        return self.graph.describe(
            record("span", f"{self._sha[:8]}-{start}-{end}"),
            CAKG.TextSpan,
            hasSource=self._source,
            hasSelector=selector,
            line=number(1 + start // 200),
            spanSha256=words(f"{self.random.getrandbits(256):064x}"),
        )

    def _any(self, known: Sequence[_T]) -> _T:
        return known[int(self.random.random() * len(known))]

    def _between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, `high` left out."""
        return low + int(self.random.random() * (high - low))

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _weighted(self, bounds: tuple[float, ...]) -> int:
        """Return the place of the first bound above a random number; `bounds` rise to 1."""
        roll = self.random.random()
        return next(place for place, bound in enumerate(bounds) if roll < bound)

    def _matter(self) -> tuple[str, str]:
        return self._any(_MATTERS)


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20240129)
    arguments = parser.parse_args()
    count = write(arguments.out, arguments.triples, arguments.seed)
    print(f"{arguments.out}: {count:,} triples")


if __name__ == "__main__":
    main()
