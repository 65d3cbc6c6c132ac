"""The question that the findings on a factor answer: what is compared with what."""

from __future__ import annotations

QUESTIONS = {
    "route": "Do people benefit more by the intravenous route than by others?",
    "dose": "Do people benefit more from a larger dose?",
    "rate": "Do people benefit more from a faster infusion?",
    "sessions": "Do people benefit more from more sessions?",
    "enantiomer": "Does one mirror-image form help more than the other?",
    "cyp2b6": "Do people with more breakdown products benefit more?",
    "sex_oestrogen": "Do women benefit more than men?",
    "age": "Do older people benefit more?",
    "bmi": "Do people with a higher body mass index benefit more?",
    "past_trauma": "Do people benefit more after past trauma?",
    "family_history_alcohol": "Do people with a family history of alcohol problems benefit more?",
    "own_alcohol_history": "Do people with alcohol problems of their own benefit more?",
    "anxious_depression": "Do people with anxious depression benefit more?",
    "anhedonia": "Do people with anhedonia, or with one subtype, benefit more?",
    "inflammation": "Do people with more inflammation benefit more?",
    "illness_history": "Do people benefit more after failed treatments or suicide attempts?",
    "benzodiazepines": "Do people benefit more with benzodiazepines?",
    "lamotrigine_others": "Do people benefit more with one of these drugs added?",
    "naltrexone": "Do people benefit more with naltrexone?",
    "dissociation": "Do people with more dissociation benefit more?",
    "setting_music": "Do people benefit more with music or another setting?",
    "cbt_training": "Do people benefit more with the training than without it?",
    "mindfulness": "Do people benefit more with mindfulness than without it?",
    "kap": "Do people benefit more with therapy than without it?",
}
"""Whether the benefit is larger with more of a factor."""
OTHERS = {
    "bdnf": "Does the benefit depend on BDNF or on its gene?",
    "expectancy": "Is the effect larger when people expect more?",
    "blinding_control": "Is the effect larger where blinding is weaker?",
    "scale_and_timing": "Is the effect larger on one scale or day than on another?",
    "baseline_severity": "Do more severely depressed people improve more?",
    "selection_attrition": "Are rates better if only those who stay are counted?",
}
"""Questions of those factors that change what is seen rather than the benefit."""


def question(factor: str) -> str:
    """Return what is asked of a factor."""
    return OTHERS.get(factor) or QUESTIONS.get(factor, "Do people benefit more with more of it?")
