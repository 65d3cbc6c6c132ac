"""The cascade: a common map from drug to mood, rival accounts as paths through it, and experiments to hold them against.

account = cascade.account("opioid")
mine = cascade.with_edge(account, "mu_opioid", "mood_sustained")
cascade.predict(mine, cascade.design("williams_naltrexone"))    # "abolish"
cascade.evaluate(account, mine)                                 # against all experiments
"""

from ketamine_course.models.cascade._accounts import (
    CLAIMS,
    Account,
    Mixture,
    account,
    account_names,
    combined,
    receptor_alone,
    signal,
    with_edge,
)
from ketamine_course.models.cascade._board import Board, Finding, Question, Route, Step
from ketamine_course.models.cascade._course import account_route, bench_predictions, course_board
from ketamine_course.models.cascade._evaluate import Tally, Verdict, evaluate, fit, forbids, tally
from ketamine_course.models.cascade._graph import (
    ASPECTS,
    SIGN_VALUES,
    Support,
    graph,
    label,
    looked_at_in_people,
    net_effect,
    path,
    running_effects,
    signs,
    support,
)
from ketamine_course.models.cascade._predict import Design, acts_on, block, design, experiment_names, predict
from ketamine_course.models.cascade._reading import reading
from ketamine_course.models.cascade._state import StateError, checked, start

__all__ = [
    "ASPECTS",
    "CLAIMS",
    "SIGN_VALUES",
    "Account",
    "Board",
    "Design",
    "Finding",
    "Mixture",
    "Question",
    "Route",
    "StateError",
    "Step",
    "Support",
    "Tally",
    "Verdict",
    "account",
    "account_names",
    "account_route",
    "acts_on",
    "bench_predictions",
    "block",
    "checked",
    "combined",
    "course_board",
    "design",
    "evaluate",
    "experiment_names",
    "fit",
    "forbids",
    "graph",
    "label",
    "looked_at_in_people",
    "net_effect",
    "path",
    "predict",
    "reading",
    "receptor_alone",
    "running_effects",
    "signal",
    "signs",
    "start",
    "support",
    "tally",
    "with_edge",
]
