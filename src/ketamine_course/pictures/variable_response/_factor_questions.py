"""The question that the findings on a factor answer: what is compared with what."""

from __future__ import annotations

QUESTIONS = {
    "route": "by the intravenous route than by others?",
    "dose": "from a larger dose?",
    "rate": "from a faster infusion?",
    "sessions": "from more sessions?",
    "enantiomer": "from one mirror-image form than the other?",
    "cyp2b6": "with more breakdown products?",
    "sex_oestrogen": "in women than in men?",
    "age": "the older the person?",
    "bmi": "the higher the body mass?",
    "past_trauma": "after past trauma?",
    "family_history_alcohol": "with a family history of alcohol problems?",
    "own_alcohol_history": "after a personal history of alcohol problems?",
    "anxious_depression": "in anxious depression?",
    "anhedonia": "with anhedonia, or in one subtype?",
    "inflammation": "with more inflammation?",
    "illness_history": "after more failures or attempts?",
    "benzodiazepines": "with benzodiazepines?",
    "lamotrigine_others": "with one of these drugs added?",
    "naltrexone": "with naltrexone?",
    "dissociation": "with more dissociation?",
    "setting_music": "with music or another setting?",
    "cbt_training": "with the training than without it?",
    "mindfulness": "with mindfulness than without it?",
    "kap": "with therapy than without it?",
}
"""How the question whether there is more benefit goes on."""
OTHERS = {
    "bdnf": "Does the benefit depend on BDNF or on its gene?",
    "expectancy": "Larger effect with more expectation?",
    "blinding_control": "Larger effect where blinding is weaker?",
    "scale_and_timing": "Larger effect on one scale or day?",
    "baseline_severity": "More improvement from a worse start?",
    "selection_attrition": "Better rates if only those who stay are counted?",
}
"""Questions of those factors that change what is seen rather than the benefit."""


def question(factor: str) -> str:
    """Return what is asked of a factor."""
    return OTHERS.get(factor) or f"More benefit {QUESTIONS.get(factor, 'with more of it?')}"
