"""The names of the graph as plain strings: no RDF library is needed to say them.

>>> CAKG.dueBy
'https://w3id.org/cakg/ontology#dueBy'
"""

from __future__ import annotations

_TERMS = """
Candidate Claim ClosureDeclaration CodeAssignment Condition ConditionAssessment ContinuousDuty CriteriaSet Criterion CriterionAssessment Deadline
Deliverable Extension FixedDeadline Function FunctionTransfer Indicator Instrument LegalEffect Mention Norm
Obligation Occasion PeriodDeadline Permission Population PopulationSnapshot Post ProgressObservation Prohibition
Provision Recognition RecurringDeadline RelativeDeadline ReorganisationEvent Responsibility SourceDocument
StatusAssessment Target TargetStep Tenure TextSpan TriggerEvent Unit UnitKind UnstatedDeadline Utterance
WindowDeadline about action administers alternativeOf amends anchorEvent appliesIf approves assessedCondition assessedCriterion assessedStatus assessedUnit atOccasion bannerDate bearer bearerBasis bindingForce boundReading broaderKind candidate candidateInstrument claimedProperty claimedValue closedOn codeFrom codeOf codeTo comparator completedOn concernsFunction confidence confirmedBy contributesTo criteriaCount deadline
decidedBy denominator dependsOn derivedFromNorm details displayNumber disseminates draftingUnit dueBy earliest
effectKind effectOf effectOn effectiveFrom effectiveTo evidencedBy existence existsFrom existsTo expects extends fileName
fromHolder happenedOn headOf heldNotAfter heldNotBefore heldOn holderName holdsPost implements inSet indicator
instrumentKind issuedOn issuer laidDownIn legalBasis line lowerBound measureUnit member memberCount membershipPolicy mentions modalVerb modality newDueBy number observedFrom observedOf observedOn observedValue occasionKind occurredOn ofEvent ofFunction ofNorm ofOccurrence ofPopulation ofResponsibility offset onBehalfOf organiser parentUnit partlySucceededBy partyTerm passCount passRule passScore points
population postIn precision printedAs promulgates provisionOf quantification rank readingRule recognisedOn recordedOn
recurrenceBasis recurrenceRule refersTo refinesTarget repeals replaces reviewState reviews role satisfied scope secrecy selection
sha256 snapshotOn spanSha256 speaker startsOn statedIn statedText step succeededBy symbol tenureFrom tenureTo toHolder
transferredOn underSet unitCode unitKind until upperBound validFrom validTo wholeRemit within workingDays
"""


class Namespace:
    """A base IRI whose terms are attributes; with a list of `terms` it is closed, and a misspelt one raises."""

    def __init__(self, base: str, terms: str = "") -> None:
        self.base = base
        self.terms = frozenset(terms.split())
        self.__dict__.update({name: base + name for name in self.terms})

    def __getattr__(self, name: str) -> str:
        if name.startswith("__") or (self.terms and name not in self.terms):
            raise AttributeError(self.base + name)
        return self.base + name

    def __getitem__(self, name: str) -> str:
        return self.base + name


CAKG = Namespace("https://w3id.org/cakg/ontology#", _TERMS)
ID = Namespace("https://w3id.org/cakg/id/")
VOCAB = Namespace("https://w3id.org/cakg/vocab/")
SHAPES = Namespace("https://w3id.org/cakg/shapes#")

DCTERMS = Namespace("http://purl.org/dc/terms/")
OA = Namespace("http://www.w3.org/ns/oa#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

GRAPHS = ID["graph/"]
"""Graphs that the library names itself; no source may say anything about them."""

PROVENANCE_GRAPH = GRAPHS + "provenance"
INFERRED_GRAPH = GRAPHS + "inferred"

PREFIXES = {
    "cakg": CAKG.base,
    "dcterms": DCTERMS.base,
    "oa": OA.base,
    "owl": OWL.base,
    "prov": PROV.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "sh": SH.base,
    "skos": SKOS.base,
    "xsd": XSD.base,
}
"""Prefixes every stored question, rule and serialisation may use."""
