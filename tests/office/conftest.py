"""What the tests of files share: one graph with a case of everything a file must carry, and labels that mean harm."""

import json

import pytest

import cakg

DAY = "2025-01-15"

HARMFUL = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "+1-1",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "</script><script>alert(1)</script>",
    "<w:p>{{ 7 * 7 }}{% for x in y %}",
    "a\u202eb\u200f",
    "một\nhai\tba;,\\",
    "Đ" * 10_000,
)
"""Labels that a program might obey."""

WORLD = """
i:plan a cakg:Instrument ; skos:prefLabel "Kế hoạch số 7/KH-A"@vi ; cakg:number "7/KH-A" ; cakg:issuedOn "2024-01-10"^^xsd:date ;
    cakg:secrecy <https://w3id.org/cakg/vocab/secrecy/secret> .
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi . u:b a cakg:Unit ; skos:prefLabel "Cục B"@vi .
u:gone a cakg:Unit ; skos:prefLabel "Phòng cũ"@vi ; cakg:existsTo "2024-06-30"^^xsd:date .
post:head a cakg:Post ; skos:prefLabel "Cục trưởng A"@vi ; cakg:headOf u:a .

n:7-01 a cakg:Obligation ; cakg:action "Lập danh sách"@vi ; cakg:statedIn i:plan ; cakg:deadline d:1 .
d:1 a cakg:FixedDeadline ; cakg:statedText "đến năm 2025" ; cakg:earliest "2025-01-01"^^xsd:date ; cakg:dueBy "2025-12-31"^^xsd:date ;
    cakg:readingRule rule:yearMeansYearEnd .
r:1 a cakg:Responsibility ; cakg:ofNorm n:7-01 ; cakg:bearer u:a ; cakg:role role:lead .
r:2 a cakg:Responsibility ; cakg:ofNorm n:7-01 ; cakg:bearer u:b ; cakg:role role:cooperate .
n:7-02 a cakg:Obligation ; cakg:action "Báo cáo quý"@vi ; cakg:statedIn i:plan ; cakg:deadline d:2 .
d:2 a cakg:RecurringDeadline ; cakg:statedText "hằng quý" ; cakg:recurrenceRule "FREQ=MONTHLY;INTERVAL=3" .
r:3 a cakg:Responsibility ; cakg:ofNorm n:7-02 ; cakg:bearer u:a ; cakg:role role:implement .
n:7-03 a cakg:Obligation ; cakg:action "Kiểm tra xong"@vi ; cakg:statedIn i:plan ; cakg:deadline d:3 .
d:3 a cakg:FixedDeadline ; cakg:statedText "trước ngày 01/11/2024" ; cakg:dueBy "2024-10-31"^^xsd:date .
r:4 a cakg:Responsibility ; cakg:ofNorm n:7-03 ; cakg:bearer post:head ; cakg:role role:direct .
n:7-04 a cakg:Obligation ; cakg:action "Sớm tổng kết"@vi ; cakg:statedIn i:plan ; cakg:deadline d:4 .
d:4 a cakg:UnstatedDeadline ; cakg:statedText "sớm" .
r:5 a cakg:Responsibility ; cakg:ofNorm n:7-04 ; cakg:bearer u:a ; cakg:role role:implement .
n:7-05 a cakg:Obligation ; cakg:action "Việc không ai nhận"@vi ; cakg:statedIn i:plan ; cakg:deadline d:5 .
d:5 a cakg:FixedDeadline ; cakg:statedText "trong tháng 1/2025" ; cakg:dueBy "2025-01-31"^^xsd:date .
n:7-06 a cakg:Obligation ; cakg:action "Nộp biểu"@vi ; cakg:statedIn i:plan ; cakg:deadline d:6 .
d:6 a cakg:FixedDeadline ; cakg:statedText "chậm nhất ngày 31/01/2025" ; cakg:dueBy "2025-01-31"^^xsd:date .
r:6 a cakg:Responsibility ; cakg:ofNorm n:7-06 ; cakg:bearer u:a ; cakg:role role:implement .
n:7-07 a cakg:Obligation ; cakg:action "Bàn giao"@vi ; cakg:statedIn i:plan ; cakg:deadline d:7 .
d:7 a cakg:FixedDeadline ; cakg:dueBy "2025-02-01"^^xsd:date .
r:7 a cakg:Responsibility ; cakg:ofNorm n:7-07 ; cakg:bearer u:gone ; cakg:role role:implement .
"""
ROLES = "@prefix role: <https://w3id.org/cakg/vocab/role/> .\n"


@pytest.fixture(scope="session")
def world_file(turtle):
    """A file with duties of every kind of time, of a lead, a post, a unit that ended and nobody, in a secret plan."""
    return turtle(ROLES, WORLD, name="world.ttl")


@pytest.fixture(scope="session")
def world(world_file):
    """The same as a graph."""
    return cakg.load(world_file)


@pytest.fixture(scope="session")
def listed(world):
    """The duties in it."""
    return cakg.duties(world, as_of=DAY)


@pytest.fixture(scope="session")
def gridded(world):
    """The matrix of them."""
    return cakg.matrix(world, as_of=DAY)


@pytest.fixture(scope="session", params=HARMFUL, ids=lambda label: label[:12].encode("unicode_escape").decode())
def harmful(request, turtle):
    """A graph in which everything is called something harmful, and the label."""
    label = json.dumps(request.param)
    path = turtle(
        f"""
        i:x a cakg:Instrument ; skos:prefLabel {label}@vi ; cakg:number {label} ; cakg:issuedOn "2024-01-10"^^xsd:date .
        u:x a cakg:Unit ; skos:prefLabel {label}@vi .
        n:x a cakg:Obligation ; cakg:action {label}@vi ; cakg:statedIn i:x ; cakg:deadline d:x .
        d:x a cakg:FixedDeadline ; cakg:statedText {label} ; cakg:dueBy "2025-01-31"^^xsd:date .
        r:x a cakg:Responsibility ; cakg:ofNorm n:x ; cakg:bearer u:x ; cakg:role <https://w3id.org/cakg/vocab/role/implement> .
        """
    )
    return cakg.load(path), request.param
