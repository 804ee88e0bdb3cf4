"""Units, the class of all commune-level police among them, and duties laid on it."""

from datetime import date

from hypothesis import strategies as st

from cakg.namespaces import ID

DAY = date(2026, 1, 1)
CLASS = ID["population/xa"]


def unit(name, kind="commune-police", parent=None, first=None, last=None, extra=""):
    """Return a unit with its upper unit, its first and its last day."""
    parts = [f'u:{name} a cakg:Unit ; skos:prefLabel "Công an {name}"@vi ; cakg:unitKind kind:{kind} {extra}']
    parts += [f"cakg:parentUnit u:{parent}"] if parent else []
    parts += [f'cakg:{side} "{day}"^^xsd:date' for side, day in (("existsFrom", first), ("existsTo", last)) if day]
    return " ; ".join(parts) + " .\n"


def class_of_communes(policy="asOfQuery", selection="all", within=None):
    """Return the class of all commune-level police, by a policy of membership, also within a unit."""
    under = f"; cakg:within u:{within}" if within else ""
    return (
        f'p:xa a cakg:Population ; skos:prefLabel "Công an cấp xã"@vi ; cakg:unitKind kind:commune-level-police {under} ; '
        f"cakg:selection selection:{selection} ; cakg:membershipPolicy policy:{policy} .\n"
    )


def norm(name, bearer="p:xa", extra=""):
    """Return a duty and its bearer, the class where no other is named."""
    return (
        f'n:{name} a cakg:Obligation ; cakg:action "Việc {name}"@vi {extra} .\n'
        f"r:{name} a cakg:Responsibility ; cakg:ofNorm n:{name} ; cakg:bearer {bearer} .\n"
    )


def names(iris):
    """Return the last part of each IRI."""
    return [iri.rpartition("/")[2] for iri in iris]


def holder_names(found):
    """Return the names of the holders of the rows, in order."""
    return sorted(names(duty.holder.iri for duty in found))


OLD_AND_NEW = (
    unit("cu", last="2025-06-30", extra="; cakg:succeededBy u:moi")
    + unit("moi", first="2025-07-01")
    + unit("lau", kind="ward-police")
)


STATED = '; cakg:statedIn i:x ; cakg:deadline d:1 . i:x a cakg:Instrument ; cakg:issuedOn "2024-05-05"^^xsd:date . d:1 a cakg:FixedDeadline ; cakg:dueBy "2025-12-31"^^xsd:date'
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
