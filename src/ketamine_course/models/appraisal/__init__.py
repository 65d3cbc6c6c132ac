"""Appraising texts: agreement between raters, a class's ratings, wording worth a look, and the report that results."""

from ketamine_course.models.appraisal.bootstrap import Interval, bootstrap_interval, resamples
from ketamine_course.models.appraisal.class_results import ClassResults, Spread
from ketamine_course.models.appraisal.discernment import ClassDiscernment, Discernment, Estimate, Item, Measured, discernment, tally
from ketamine_course.models.appraisal.equating import Claim, Equated, equated
from ketamine_course.models.appraisal.merged_file import check_writable, write_merged
from ketamine_course.models.appraisal.own_text import (
    KINDS,
    ErrorRate,
    Marker,
    Sentence,
    marked_words,
    markers,
    measure,
    measured,
    sentences,
)
from ketamine_course.models.appraisal.problems import Problem, by_kind
from ketamine_course.models.appraisal.published import RATED, published_agreement, published_counts, rated_again, rating_days, ratings_of
from ketamine_course.models.appraisal.raters import (
    Agreement,
    agreement,
    counts_per_unit,
    fleiss_kappa,
    krippendorff_alpha,
    krippendorff_alphas,
)
from ketamine_course.models.appraisal.ratings_files import ClassRatings, Note, Rating, read_ratings
from ketamine_course.models.appraisal.report import as_html, as_markdown

__all__ = [
    "KINDS",
    "RATED",
    "Agreement",
    "Claim",
    "ClassDiscernment",
    "ClassRatings",
    "ClassResults",
    "Discernment",
    "Equated",
    "ErrorRate",
    "Estimate",
    "Interval",
    "Item",
    "Marker",
    "Measured",
    "Note",
    "Problem",
    "Rating",
    "Sentence",
    "Spread",
    "agreement",
    "as_html",
    "as_markdown",
    "bootstrap_interval",
    "by_kind",
    "check_writable",
    "counts_per_unit",
    "discernment",
    "equated",
    "fleiss_kappa",
    "krippendorff_alpha",
    "krippendorff_alphas",
    "marked_words",
    "markers",
    "measure",
    "measured",
    "published_agreement",
    "published_counts",
    "rated_again",
    "rating_days",
    "ratings_of",
    "read_ratings",
    "resamples",
    "sentences",
    "tally",
    "write_merged",
]
