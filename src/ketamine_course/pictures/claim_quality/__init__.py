"""Pictures of notebook 05: the atlas, wording, contradictions, approvals, labels, harms, repetition, references, appraisals, journeys."""

from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures.claim_quality._appraisals import appraisal_scores
from ketamine_course.pictures.claim_quality._approvals import approval_timeline
from ketamine_course.pictures.claim_quality._atlas import atlas, claim_catalogue
from ketamine_course.pictures.claim_quality._common import claims
from ketamine_course.pictures.claim_quality._contradictions import claims_at_odds, contradictions
from ketamine_course.pictures.claim_quality._contraindications import contraindications
from ketamine_course.pictures.claim_quality._counted import claims_counted
from ketamine_course.pictures.claim_quality._harms import harm_catalogue, harms
from ketamine_course.pictures.claim_quality._journey import study_to_sentence
from ketamine_course.pictures.claim_quality._named import named_works
from ketamine_course.pictures.claim_quality._opening import how_sure_it_sounds
from ketamine_course.pictures.claim_quality._repetition import repetition
from ketamine_course.pictures.claim_quality._wording import wording_against_support

__all__ = [
    "appraisal_scores",
    "approval_timeline",
    "atlas",
    "claim_catalogue",
    "claims_at_odds",
    "claims_counted",
    "contradictions",
    "contraindications",
    "harm_catalogue",
    "harms",
    "how_sure_it_sounds",
    "named_works",
    "repetition",
    "study_to_sentence",
    "wording_against_support",
    "works",
]

TOLD = ("S2-015",)
"""Claims whose works the text of the notebook names."""


def works() -> set[str]:
    """Return the keys of the works behind the pictures and the claims in `TOLD`; other claims and the harms have theirs in their lists."""
    contradictory = ("internal_contradiction", "cross_text_contradiction")
    keys = {key for row in rows_of("issues") if row["kind"] in contradictory for key in row["refs"]}
    tables = ("contraindications", "regulation", "sentence_steps")
    keys |= {key for name in TOLD for key in claims()[name]["refs"]}
    keys |= {key for row in rows_of("statements") if row["topic"] == "approval" for key in row["refs"]}
    keys |= {key for row in rows_of("instruments") if row["instrument"] in ("discern", "jama") for key in row["refs"]}
    keys |= {row["ref"] for row in rows_of("named_works") if row["ref"]}
    return keys | {key for table in tables for row in rows_of(table) for key in row["refs"]}
