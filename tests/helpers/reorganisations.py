"""Units that end, follow one another and hand functions over, and who holds their duties on a day."""

from datetime import date

from hypothesis import strategies as st

import cakg

DAY = "2026-01-01"


def unit(name, extra="", kind="ministry-unit", ends=None):
    """Return a unit that may have ended, with what else is said of it."""
    end = f'; cakg:existsTo "{ends}"^^xsd:date' if ends else ""
    return f'u:{name} a cakg:Unit ; skos:prefLabel "Đơn vị {name}"@vi ; cakg:unitKind kind:{kind} {end} {extra} .\n'


def transfer(name, giver, receivers, function, day):
    """Return a transfer of one function on a day."""
    return (
        f"t:{name} a cakg:FunctionTransfer ; cakg:fromHolder {giver} ; cakg:toHolder {receivers} ; "
        f'cakg:ofFunction f:{function} ; cakg:transferredOn "{day}"^^xsd:date .\n'
    )


def function(name, *, whole=False):
    """Return a function, which may be the whole remit of its holder."""
    return f'f:{name} a cakg:Function ; skos:prefLabel "Chức năng {name}"@vi {"; cakg:wholeRemit true" if whole else ""} .\n'


def norm(name, bearer, functions="", extra=""):
    """Return a duty, its bearer and the functions it names."""
    concerns = f"; cakg:concernsFunction {functions}" if functions else ""
    return (
        f'n:{name} a cakg:Obligation ; cakg:action "Việc {name}"@vi {concerns} {extra} .\n'
        f"r:{name} a cakg:Responsibility ; cakg:ofNorm n:{name} ; cakg:bearer {bearer} .\n"
    )


def holders(kg, as_of=DAY, **filters):
    """Return who holds each duty on a day, with the certainty, by the code of the duty."""
    found = cakg.duties(kg, as_of=as_of, **filters)
    return {duty.code: (duty.holder.iri.rpartition("/")[2], duty.holder.certainty) for duty in found}


def possible_holders(kg, as_of=DAY):
    """Return the candidates of each duty without a holder, by the code of the duty."""
    found = cakg.duties(kg, as_of=as_of).unresolved
    return {item.norm.rpartition("/")[2]: [each.iri.rpartition("/")[2] for each in item.candidates] for item in found}


ENDED = unit("a", ends="2025-06-30")
UNITS = st.integers(0, 6)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@st.composite
def reorganisations(draw):
    """Draw units that end, succeed one another and hand functions over, always from a lower to a higher number."""
    parts = []
    for number in range(7):
        ends = draw(st.none() | DAYS)
        way, later = draw(st.sampled_from(["succeededBy", "partlySucceededBy"])), range(number + 1, 7)
        heirs = draw(st.lists(st.sampled_from(later), max_size=2, unique=True)) if later else []
        follows = "".join(f"; cakg:{way} u:x{heir}" for heir in heirs)
        parts.append(unit(f"x{number}", follows, ends=ends))
    parts += [function(f"f{number}", whole=draw(st.booleans())) for number in range(3)]
    for number in range(draw(st.integers(0, 6))):
        giver = draw(st.integers(0, 5))
        receiver = draw(st.integers(giver + 1, 6))
        parts.append(transfer(f"t{number}", f"u:x{giver}", f"u:x{receiver}", f"f{draw(st.integers(0, 2))}", draw(DAYS)))
    for number in range(5):
        named = draw(st.lists(st.sampled_from(["f:f0", "f:f1", "f:f2"]), max_size=2, unique=True))
        parts.append(norm(f"{number}", f"u:x{draw(UNITS)}", " , ".join(named)))
    return "".join(parts)
