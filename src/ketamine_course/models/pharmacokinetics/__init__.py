"""The teaching model of drug levels: two compartments, infusions, and first-order absorption for other routes.

The drug enters a central volume, moves to and from an outer volume, and is cleared from the central one. The system is linear,
so its solution is a sum of two falling exponentials, and several doses add up (Gibaldi and Perrier's textbook form of the
two-compartment model; any text on pharmacokinetics has it). Numbers come from `pk_parameters`, each with source and status;
`parameters` lists them. Levels belong to a teaching model: not for the first minutes after a quick injection, not for the brain,
not for effects, not for any decision on a dose.
"""

from ketamine_course.models.pharmacokinetics._levels import (
    Dose,
    areas_ng_h_per_ml,
    half_lives_h,
    hours_above,
    levels_ng_per_ml,
    outer_levels_ng_per_ml,
    rates,
    reference_weight_kg,
    standard_infusion,
    standard_minutes,
)
from ketamine_course.models.pharmacokinetics._people import (
    Absorption,
    People,
    absorption,
    absorption_of_crowd,
    crowd,
    routes,
    typical,
)

__all__ = [
    "Absorption",
    "Dose",
    "People",
    "absorption",
    "absorption_of_crowd",
    "areas_ng_h_per_ml",
    "crowd",
    "half_lives_h",
    "hours_above",
    "levels_ng_per_ml",
    "outer_levels_ng_per_ml",
    "rates",
    "reference_weight_kg",
    "routes",
    "standard_infusion",
    "standard_minutes",
    "typical",
]
