"""The norms of a synthetic source, with their deadlines, target steps and responsibilities."""

from __future__ import annotations

from datetime import date, timedelta

from synthetic_desk import RECORDED, Desk
from synthetic_terms import both, concept, day, number, record, words

from cakg.namespaces import CAKG, XSD

_VERBS = (
    ("Rà soát", "Review"), ("Kiểm tra", "Inspect"), ("Bố trí", "Allocate"), ("Tham mưu về", "Advise on"), ("Tập huấn về", "Train staff on"),
    ("Báo cáo về", "Report on"), ("Củng cố", "Strengthen"), ("Phổ biến", "Make known"), ("Sơ kết", "Take stock of"), ("Đầu tư cho", "Invest in"),
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
_QUARTERS = ("I", "II", "III", "IV")


class Norms(Desk):
    """Writes norms."""

    def write_norm(self, name: str, utterances: list[str], mentions: list[str], indicator: str, population: str) -> None:
        """Write a norm with everything that hangs on it."""
        roll = self.random.random()
        class_, modality, verb, force = next(entry[1:] for entry in _FORCES if roll < entry[0])
        home = self.weighted((0.55, 0.8, 0.95, 1.0))
        stated_in = (utterances, self.provisions, [known for known, _ in self.instruments[2][-3:]], [self.source])[home]
        if force in {"orderToSubordinate", "binding"}:
            force = "binding" if home in {1, 2} else "orderToSubordinate"
        if home == 3:
            force = "reported"
        (verb_vi, verb_en), (matter_vi, matter_en) = self.any(_VERBS), self.matter()
        target = class_ == "Target"
        expects = None
        if self.chance(0.08):
            expects = self.graph.describe(
                record("deliverable", name),
                CAKG.Deliverable,
                label=both(f"Báo cáo về {matter_vi}", f"Report on {matter_en}"),
                evidencedBy=self.span(),
            )
        norm = self.graph.describe(
            record("norm", name),
            CAKG[class_],
            action=both(f"{verb_vi} {matter_vi} ({name})", f"{verb_en} {matter_en} ({name})"),
            modality=concept("modality", modality),
            modalVerb=words(verb),
            bindingForce=concept("binding-force", force),
            statedIn=self.any(stated_in[-40:]),
            mentions=self.any(mentions) if self.chance(0.2) else None,
            implements=self.any(self.instruments[1])[0] if self.chance(0.1) else None,
            derivedFromNorm=self.any(self.norms) if self.norms and self.chance(0.06) else None,
            dependsOn=self.any(self.norms) if self.norms and self.chance(0.04) else None,
            appliesIf=self.any(self.parties.conditions) if self.chance(0.03) else None,
            confirmedBy=self.conclusion if home == 0 and self.chance(0.1) else None,
            validFrom=day(self.today) if self.chance(0.05) else None,
            deadline=None if target else self._write_deadline(name),
            indicator=indicator if target else None,
            population=population if target else None,
            step=[self._write_step(f"{name}-{place}") for place in range(1, self.between(2, 4))] if target else None,
            expects=expects,
            note=both(f"Ghi chú của người biên soạn {name}.", f"Editor's note {name}.") if self.chance(0.6) else None,
            evidencedBy=[self.span() for _ in range(self.between(1, 3))],
        )
        self.norms.append(norm)
        if self.chance(0.11):
            self._write_responsibility(f"{name}-1", norm, None)
        else:
            bearers = (self._choose_bearer(force, population) for _ in range(self.weighted((0.85, 0.95, 1.0)) + 1))
            for place, bearer in enumerate(dict.fromkeys(bearers), 1):
                self._write_responsibility(f"{name}-{place}", norm, bearer)
        if self.chance(0.3):
            self.graph.describe(
                record("claim", name),
                CAKG.Claim,
                label=both(f"Cách hiểu {name}", f"Reading {name}"),
                about=norm,
                claimedProperty=f"<{CAKG.bearer}>",
                claimedValue=words("Công an cấp tỉnh"),
                confidence=number(0.7),
                recordedOn=day(RECORDED),
                reviewState=concept("review-state", "disputed"),
            )

    def _write_step(self, name: str) -> str:
        low = float(self.between(2, 9) * 10)
        ranged = self.chance(0.2)
        return self.graph.describe(
            record("step", name),
            CAKG.TargetStep,
            comparator=concept("comparator", "atLeast"),
            lowerBound=number(low),
            upperBound=number(low + 10) if ranged else None,
            boundReading=concept("bound-reading", "unclear") if ranged else None,
            measureUnit=words("%"),
            scope=concept("scope", self.any(("eachMember", "eachPartition", "wholePopulation"))),
            deadline=self._write_dated(name, self.any(("year", "period"))),
            evidencedBy=self.span(),
        )

    def _choose_bearer(self, force: str, population: str) -> str:
        parties = self.parties
        if force == "requestToOutsideBody":
            return self.any(parties.outside)
        pools = (
            parties.populations,
            parties.local_populations,
            parties.units,
            parties.local_units,
            parties.posts,
            [population],
        )
        return self.any(pools[self.weighted((0.45, 0.55, 0.7, 0.8, 0.95, 1.0))])

    def _write_responsibility(self, name: str, norm: str, bearer: str | None) -> None:
        responsibility = self.graph.describe(
            record("responsibility", name),
            CAKG.Responsibility,
            ofNorm=norm,
            bearer=bearer,
            role=None if bearer is None else concept("role", self.any(_ROLES)),
            bearerBasis=concept(
                "bearer-basis", "noneStated" if bearer is None else "explicit" if self.chance(0.45) else "inherited"
            ),
            quantification=concept("quantification", "each") if bearer and self.chance(0.05) else None,
            deadline=self._write_dated(f"{name}-own", "until") if bearer and self.chance(0.03) else None,
            evidencedBy=self.span() if bearer else None,
        )
        if bearer and self.chance(0.04):
            status = self.any(("doneOnTime", "doneLate", "openInTime", "notApplicable"))
            self.graph.describe(
                record("status", name),
                CAKG.StatusAssessment,
                label=both(f"Tình trạng {name}", f"Status {name}"),
                ofResponsibility=responsibility,
                assessedStatus=concept("status", status),
                observedOn=day(self.today + timedelta(days=400)),
                evidencedBy=self.span(),
            )

    def _write_deadline(self, name: str) -> str:
        kind = self.any(
            ("unstated",) * 8
            + ("continuous", "continuous", "relative", "recurring", "before", "until", "year", "month", "quarter", "period")
        )
        deadline = record("deadline", name)
        if kind == "unstated":
            silent = self.chance(0.5)
            return self.graph.describe(
                deadline,
                CAKG.UnstatedDeadline,
                statedText=None if silent else words(self.any(("trong thời gian tới", "sớm", "kịp thời"))),
                evidencedBy=None if silent else self.span(),
            )
        if kind == "continuous":
            return self.graph.describe(deadline, CAKG.ContinuousDuty, statedText=words("thường xuyên"), evidencedBy=self.span())
        if kind == "relative":
            days = self.between(3, 30)
            return self.graph.describe(
                deadline,
                CAKG.RelativeDeadline,
                statedText=words(f"trong {days} ngày làm việc kể từ ngày nhận được văn bản"),
                anchorEvent=self.parties.triggers[0],
                offset=f'"P{days}D"^^<{XSD.duration}>',
                workingDays=f'"true"^^<{XSD.boolean}>',
                evidencedBy=self.span(),
            )
        if kind == "recurring":
            printed, rule = self.any(
                (("hàng năm", "FREQ=YEARLY"), ("hàng tháng", "FREQ=MONTHLY"), ("hàng tuần", "FREQ=WEEKLY"))
            )
            return self.graph.describe(
                deadline,
                CAKG.RecurringDeadline,
                statedText=words(printed),
                recurrenceRule=words(rule),
                evidencedBy=self.span(),
            )
        return self._write_dated(name, kind)

    def _write_dated(self, name: str, kind: str) -> str:
        """Write a deadline with date bounds; `kind` is the manner of the printed words."""
        year, month = self.today.year + self.between(1, 5), self.between(1, 13)
        last = _last_of(year, month)
        class_, precision, rule = CAKG.WindowDeadline, kind, "wholePeriod"
        starts: date | None
        if kind in {"before", "until"}:
            printed_day = date(year, month, self.between(2, 28))
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
            final = year + self.between(1, 6)
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
            evidencedBy=self.span(),
        )


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
