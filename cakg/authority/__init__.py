"""On what authority: what states a norm, what proves it, and the chain up to the highest instrument."""

from cakg.authority.evidence import evidence_of, read_all_evidence
from cakg.authority.norms import norms_of, perhaps_norms_of
from cakg.authority.statement import Statement, statement_of

__all__ = ["Statement", "evidence_of", "norms_of", "perhaps_norms_of", "read_all_evidence", "statement_of"]
