"""The sources of a synthetic graph, with the occasions, directions, instruments, mentions and figures in them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from synthetic_desk import FIRST_ISSUE, LAST_ISSUE, RECORDED
from synthetic_norms import Norms
from synthetic_parties import DEPUTY, MINISTER, MINISTRY, PARTY_COMMITTEE, POLITBURO, Parties, write_population
from synthetic_terms import Writer, both, concept, day, number, record, words

from cakg.namespaces import CAKG

_TIERS = (
    # kind, symbol, issuer, printed words; an instrument of one tier carries out one of the tier above
    (("resolution", "NQ-TW", POLITBURO, "Nghị quyết", "Resolution"), ("resolution", "NQ-DUCA", PARTY_COMMITTEE, "Nghị quyết", "Resolution")),
    (("directive", "CT-BCA", MINISTRY, "Chỉ thị", "Directive"), ("scheme", "DA-BCA", MINISTRY, "Đề án", "Scheme"),
     ("circular", "TT-BCA", MINISTRY, "Thông tư", "Circular")),
    (("plan", "KH-BCA", MINISTRY, "Kế hoạch", "Plan"), ("decision", "QD-BCA", MINISTRY, "Quyết định", "Decision")),
    (("plan", "KH-CAT", None, "Kế hoạch", "Plan"), ("guidance", "HD-CAT", None, "Hướng dẫn", "Guidance")),
)  # fmt: skip
_PRINTED = {"NQ-TW": "NQ/TW", "NQ-DUCA": "NQ/ĐUCA", "DA-BCA": "ĐA-BCA", "QD-BCA": "QĐ-BCA"}
_BETWEEN = {"NQ-TW": "-", "NQ-DUCA": "-", "TT-BCA": "/{year}/"}
"""What stands between number and symbol: the Party writes a dash, normative instruments the year, all others a slash."""


class Dossiers(Norms):
    """Writes sources with what they say."""

    def __init__(self, graph: Writer, random: Random, parties: Parties, triples: int) -> None:
        super().__init__(graph, random, parties)
        self._triples = triples
        self._begin = graph.count
        self._serial = self._holders = self._numbers = 0

    def write_one(self) -> None:
        """Write one source, with its instruments, occasion, directions, norms and figures."""
        graph, name = self.graph, f"{self._serial:05}"
        share = (graph.count - self._begin) / (self._triples - self._begin)
        self.today = FIRST_ISSUE + int(share * (LAST_ISSUE - FIRST_ISSUE).days) * timedelta(days=1)
        self.position, self.norms = 100, []
        self.sha = f"{self._serial * 2_654_435_761 % 2**32:08x}{self.random.getrandbits(224):056x}"
        self.source = graph.describe(
            record("source", name),
            CAKG.SourceDocument,
            label=both(f"Bài về hội nghị số {self._serial}", f"Article on conference {self._serial}"),
            fileName=words(f"{name}.txt"),
            sha256=words(self.sha),
            publisher=words("example.org"),
            bannerDate=day(self.today + timedelta(days=20)),
        )
        self._write_instruments()
        occasion, utterances = self._write_occasion(name)
        indicator = graph.describe(
            record("indicator", name),
            CAKG.Indicator,
            label=both(f"Tỷ lệ đơn vị đạt yêu cầu {self._serial}", f"Share of units that meet requirement {self._serial}"),
            measureUnit=words("%"),
        )
        mentions = [self._write_mention(f"{name}-m{place:02}") for place in range(1, self.between(3, 8))]
        population = self._write_chosen(name) if self.chance(0.4) else self.any(self.parties.populations)
        for place in range(1, self.between(8, 24)):
            self.write_norm(f"{name}-{place:02}", utterances, mentions, indicator, population)
            if graph.count >= self._triples:
                break
        for place in range(1, self.between(2, 5)):
            self._write_observation(f"{name}-o{place:02}", occasion, indicator, population)
        graph.describe(
            record("claim", f"{name}-recorded"),
            CAKG.Claim,
            label=both(f"Ghi nhận từ bài {name}", f"Recorded from article {name}"),
            about=self.norms,
            confidence=number(0.9),
            recordedOn=day(RECORDED),
            reviewState=concept("review-state", "unreviewed"),
        )
        if self.chance(0.1):
            self._write_criteria(name)
        self._serial += 1

    def _write_criteria(self, name: str) -> None:
        criteria = self.graph.describe(
            record("criteria-set", name),
            CAKG.CriteriaSet,
            label=both(f"Bộ tiêu chí {self._serial}", f"Criteria set {self._serial}"),
            laidDownIn=self.instruments[2][-1][0],
            criteriaCount=number(2),
            passRule=concept("pass-rule", "all"),
            evidencedBy=self.span(),
        )
        for place in (1, 2):
            self.graph.describe(
                record("criterion", f"{name}-{place}"),
                CAKG.Criterion,
                label=both(f"Tiêu chí {place} của bộ {self._serial}", f"Criterion {place} of set {self._serial}"),
                inSet=criteria,
                evidencedBy=self.span(),
            )

    def _write_instruments(self) -> None:
        for _ in range(self.between(1, 4) if self._serial else len(_TIERS)):
            empty = next((tier for tier, known in enumerate(self.instruments) if not known), None)
            tier = empty if empty is not None else self.weighted((0.05, 0.25, 0.6, 1.0))
            self._write_instrument(tier)

    def _write_instrument(self, tier: int) -> None:
        kind, symbol, issuer, vietnamese, english = self.any(_TIERS[tier])
        self._numbers += 1
        between = _BETWEEN.get(symbol, "/").format(year=self.today.year)
        printed = f"{self._numbers}{between}{_PRINTED.get(symbol, symbol)}"
        slug = f"{symbol.lower()}-{self._numbers}-{self.today.isoformat()}"
        above = self.instruments[tier - 1] if tier else []
        subject = self.matter()
        instrument = self.graph.describe(
            record("instrument", slug),
            CAKG.Instrument,
            label=both(f"{vietnamese} số {printed}", f"{english} {printed}"),
            title=both(f"Về {subject[0]}", f"On {subject[1]}"),
            instrumentKind=concept("instrument-kind", kind),
            number=words(printed),
            symbol=words(_PRINTED.get(symbol, symbol)),
            issuer=issuer or self.any(self.parties.units),
            draftingUnit=self.any(self.parties.units) if tier == 2 else None,
            issuedOn=day(self.today),
            secrecy=concept("secrecy", "unknown" if self.chance(0.7) else "public"),
            implements=self.any(above)[0] if above else None,
            promulgates=self.any(self.instruments[tier])[0] if self.instruments[tier] and self.chance(0.03) else None,
            legalBasis=self.any(self.instruments[0])[0] if tier > 1 and self.chance(0.3) else None,
            evidencedBy=self.span(),
        )
        if self.instruments[tier] and self.chance(0.05):
            self.graph.describe(
                record("effect", slug),
                CAKG.LegalEffect,
                effectKind=concept("effect-kind", self.any(("amends", "replaces", "repeals"))),
                effectOf=instrument,
                effectOn=self.any(self.instruments[tier])[0],
                effectiveFrom=day(self.today),
            )
        self.instruments[tier].append((instrument, printed))
        for article in range(1, self.between(1, 4)):
            provision = self.graph.describe(
                record("provision", f"{slug}-dieu-{article}"),
                CAKG.Provision,
                label=both(f"Điều {article} {vietnamese} số {printed}", f"Article {article} of {english} {printed}"),
                provisionOf=instrument,
                displayNumber=words(f"Điều {article}"),
                evidencedBy=self.span(),
            )
            self.provisions.append(provision)

    def _write_occasion(self, name: str) -> tuple[str, list[str]]:
        graph = self.graph
        held = self.today + timedelta(days=self.between(1, 15))
        instruments = [self.any(known)[0] for known in self.instruments[1:3]]
        occasion = graph.describe(
            record("occasion", f"{name}-hoi-nghi"),
            CAKG.Occasion,
            label=both(f"Hội nghị số {self._serial}", f"Conference {self._serial}"),
            occasionKind=concept("occasion-kind", "conference"),
            organiser=MINISTRY,
            heldOn=day(held),
            disseminates=instruments[0],
            reviews=instruments[1],
            evidencedBy=[self.span(), self.span()],
        )
        utterances = []
        for place in range(1, self.between(2, 4)):
            self._holders += 1
            post = self.any((MINISTER, DEPUTY, self.any(self.parties.posts)))
            tenure = graph.describe(
                record("tenure", f"{name}-nguoi-giu-chuc-{place}"),
                CAKG.Tenure,
                label=both(f"Người giữ chức {self._holders}", f"Office holder {self._holders}"),
                holdsPost=post,
                holderName=words(f"Người giữ chức {self._holders}"),
                evidencedBy=self.span(),
            )
            utterance = graph.describe(
                record("utterance", f"{name}-u{place}"),
                CAKG.Utterance,
                label=both(f"Phát biểu của người giữ chức {self._holders}", f"Speech of office holder {self._holders}"),
                speaker=tenure,
                onBehalfOf=MINISTRY if self.chance(0.3) else None,
                atOccasion=occasion,
                evidencedBy=self.span(),
            )
            utterances.append(utterance)
        self.conclusion = self._write_conclusion(held + timedelta(days=self.between(3, 20)))
        return occasion, utterances

    def _write_conclusion(self, on: date) -> str:
        """Write the instrument that confirms what was said at an occasion."""
        self._numbers += 1
        printed = f"{self._numbers}/KH-BCA"
        return self.graph.describe(
            record("instrument", f"kh-bca-{self._numbers}-{on.isoformat()}"),
            CAKG.Instrument,
            label=both(f"Kế hoạch số {printed}", f"Plan {printed}"),
            title=both(f"Về kết luận của hội nghị số {self._serial}", f"On the conclusions of conference {self._serial}"),
            instrumentKind=concept("instrument-kind", "plan"),
            number=words(printed),
            symbol=words("KH-BCA"),
            issuer=MINISTRY,
            draftingUnit=self.any(self.parties.units),
            issuedOn=day(on),
            secrecy=concept("secrecy", "unknown"),
            implements=self.any(self.instruments[1])[0],
            evidencedBy=self.span(),
        )

    def _write_mention(self, name: str) -> str:
        first, second = (self.any(self.any(self.instruments)) for _ in range(2))
        certain = self.chance(0.7) or first == second
        candidates = []
        for place, (instrument, _) in enumerate(() if certain else (first, second), 1):
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
            evidencedBy=self.span(),
        )

    def _write_chosen(self, name: str) -> str:
        label = both(f"Các đơn vị được chọn làm điểm {self._serial}", f"Units chosen for pilot {self._serial}")
        population = write_population(
            self.graph, f"{name}-lam-diem", label, ["commune-level-police"], within=MINISTRY, selection="chosen"
        )
        self.graph.describe(
            record("snapshot", name),
            CAKG.PopulationSnapshot,
            label=both(f"Số đơn vị làm điểm {self._serial}", f"Number of pilot units {self._serial}"),
            ofPopulation=population,
            snapshotOn=day(self.today),
            memberCount=number(self.between(5, 60)),
            evidencedBy=self.span(),
        )
        return population

    def _write_observation(self, name: str, occasion: str, indicator: str, population: str) -> None:
        value = float(self.between(5, 99))
        self.graph.describe(
            record("observation", name),
            CAKG.ProgressObservation,
            label=both(f"Số liệu {name}", f"Figure {name}"),
            indicator=indicator,
            observedOf=self.any((population, self.any(self.parties.units))),
            population=population,
            comparator=concept("comparator", "equal"),
            observedValue=number(value),
            denominator=number(100.0) if self.chance(0.5) else None,
            measureUnit=words("%"),
            observedOn=day(self.today),
            atOccasion=occasion,
            evidencedBy=self.span(),
        )
