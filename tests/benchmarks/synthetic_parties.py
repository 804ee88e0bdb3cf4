"""The parties of a synthetic graph: the ministry, its units, provinces, districts, communes, classes and posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from synthetic_terms import Writer, both, concept, day, record, words

from cakg.namespaces import CAKG

MOST_COMMUNES, MOST_DISTRICTS, MOST_PROVINCES, MOST_MINISTRY_UNITS = 10_598, 705, 63, 60
"""As many as there were in 2024."""


@dataclass
class Parties:
    """The parties written, as terms, by the way in which duties are laid on them."""

    units: list[str] = field(default_factory=list)
    local_units: list[str] = field(default_factory=list)
    populations: list[str] = field(default_factory=list)
    local_populations: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    triggers: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)


MINISTRY = record("unit", "bo-cong-an")
PARTY_COMMITTEE = record("unit", "dang-uy-cong-an-trung-uong")
POLITBURO = record("unit", "bo-chinh-tri")
MINISTER = record("post", "bo-truong-bo-cong-an")
DEPUTY = record("post", "thu-truong-bo-cong-an")

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


def write_parties(graph: Writer, triples: int) -> Parties:
    """Write the parties of a graph of `triples` triples; return those that norms can name."""
    parties = Parties()
    _write_central_units(graph, parties, triples)
    communes = min(MOST_COMMUNES, triples // 100)
    provinces = min(MOST_PROVINCES, max(2, communes // 168))
    for place in range(provinces):
        _write_province(graph, parties, place + 1, range(place, communes, provinces))
    for slug, vietnamese, english, kinds in _NATIONAL:
        population = write_population(graph, slug, both(vietnamese, english), kinds.split(), within=MINISTRY)
        parties.populations.append(population)
        heads = graph.describe(
            record("post", f"thu-truong-{slug}"),
            CAKG.Post,
            label=both(f"Thủ trưởng {vietnamese}", f"Heads: {english}"),
            headOf=population,
        )
        parties.posts.append(heads)
    parties.outside.append(
        write_population(
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


def _write_central_units(graph: Writer, parties: Parties, triples: int) -> None:
    for unit, vietnamese, english, kind in (
        (MINISTRY, "Bộ Công an", "Ministry of Public Security", "ministry"),
        (
            PARTY_COMMITTEE,
            "Đảng ủy Công an Trung ương",
            "Central Public Security Party Committee",
            "central-police-party-committee",
        ),
        (POLITBURO, "Bộ Chính trị", "Politburo", "party-body"),
    ):
        graph.describe(unit, CAKG.Unit, label=both(vietnamese, english), unitKind=concept("unit-kind", kind))
    graph.describe(MINISTER, CAKG.Post, label=both("Bộ trưởng Bộ Công an", "Minister of Public Security"), headOf=MINISTRY)
    graph.describe(
        DEPUTY, CAKG.Post, label=both("Thứ trưởng Bộ Công an", "Deputy Minister of Public Security"), postIn=MINISTRY
    )
    for place in range(1, min(MOST_MINISTRY_UNITS, max(5, triples // 10_000)) + 1):
        unit = graph.describe(
            record("unit", f"cuc-nghiep-vu-{place:02}"),
            CAKG.Unit,
            label=both(f"Cục Nghiệp vụ {place:02}", f"Department {place:02}"),
            unitCode=words(f"V{place:02}"),
            unitKind=concept("unit-kind", "ministry-unit"),
            parentUnit=MINISTRY,
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
            issuer=POLITBURO,
            secrecy=concept("secrecy", "unknown"),
        ),
    )
    graph.describe(
        record("function", "nhiem-vu-cong-an-cap-huyen"),
        CAKG.Function,
        label=both("Nhiệm vụ của Công an cấp huyện", "Functions of district police"),
    )


def _write_province(graph: Writer, parties: Parties, place: int, communes: range) -> None:
    name = f"{place:02}"
    province = graph.describe(
        record("unit", f"cong-an-tinh-{name}"),
        CAKG.Unit,
        label=both(f"Công an tỉnh {name}", f"Police of province {name}"),
        unitKind=concept("unit-kind", "provincial-police"),
        parentUnit=MINISTRY,
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
        parties.local_populations.append(write_population(graph, slug, label, [kind], within=province))
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


def write_population(
    graph: Writer, slug: str, label: list[str], kinds: Iterable[str], within: str | None, selection: str = "all"
) -> str:
    """Write a class of units."""
    return graph.describe(
        record("population", slug),
        CAKG.Population,
        label=label,
        unitKind=[concept("unit-kind", kind) for kind in kinds],
        within=within,
        selection=concept("selection", selection),
        membershipPolicy=concept("membership-policy", "asOfQuery" if selection == "all" else "asOfIssue"),
    )
