"""Duties with a recorded deadline, and what extends it."""

import cakg

MONTHLY = (
    'a cakg:RecurringDeadline ; cakg:statedText "trước ngày 20 hằng tháng" ;'
    ' cakg:recurrenceRule "FREQ=MONTHLY;BYMONTHDAY=19" ; cakg:readingRule rule:beforeMeansDayBefore'
)
BEFORE = (
    'a cakg:FixedDeadline ; cakg:statedText "trước ngày 15/12/2025" ; cakg:dueBy "2025-12-14"^^xsd:date ;'
    " cakg:readingRule rule:beforeMeansDayBefore"
)
PLAN = '; cakg:statedIn id:kh . id:kh a cakg:Instrument ; cakg:number "9/KH-BCA" ; cakg:issuedOn "2025-02-10"^^xsd:date'


def norm(deadline, number=1, extra=""):
    """Return a duty and its deadline."""
    return (
        f'id:việc-{number} a cakg:Obligation ; cakg:action "Việc"@vi ; cakg:deadline id:hạn-{number} {extra} .\n'
        f"id:hạn-{number} {deadline} .\n"
    )


def extension(new, turn=None, number=1, issued="2025-02-01"):
    """Return an extension of the first deadline, or of one of its turns, and the document that decided it."""
    of = f'; cakg:ofOccurrence "{turn}"^^xsd:date' if turn else ""
    day = f'; cakg:issuedOn "{issued}"^^xsd:date' if issued else ""
    return (
        f'id:gia-hạn-{number} a cakg:Extension ; cakg:extends id:hạn-1 ; cakg:newDueBy "{new}"^^xsd:date ;'
        f" cakg:decidedBy id:văn-bản-{number} {of} .\n"
        f'id:văn-bản-{number} a cakg:Instrument ; cakg:number "{number}/QĐ-BCA" {day} .\n'
    )


def deadline_of(kg, as_of="2025-08-01", **options):
    """Return the deadline of the only row."""
    (duty,) = cakg.duties(kg, as_of=as_of, **options)
    return duty.deadline
