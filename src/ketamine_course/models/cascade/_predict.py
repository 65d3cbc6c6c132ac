"""What each account predicts for a perturbation, worked out from its graph.

The rules, for one account taken strictly and alone:

- *keeps_working* (is the effect still there when a step is taken away?): the effect is lost where every path from drug to readout
  needs the step, reduced where some do, unchanged where none does. Off the path, what the account claims of the step decides.
- *works_alone* (does another drug, or a change without any drug, have the effect?): it does where it acts on a step as the
  account's own drug would, and the signs from there to mood multiply to better mood.
- *direction* (which way does a step move?) and *association* (does more of a step go with better mood?): the product of the signs.
- Where the account says nothing of what was done or read, it is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import networkx as nx

from ketamine_course.models.cascade._accounts import DRUG, Account, Mixture, joint_sign, routes
from ketamine_course.names import checked, lookup
from ketamine_course.tables import rows_of

SILENT = "silent"
ON_CLAIM = {"needed": "abolish", "helps": "share", "not_needed": "no_change"}
SPOKEN = {"raises": "rise", "lowers": "fall", "unknown": SILENT}


@dataclass(frozen=True)
class Design:
    """What was done in one experiment, in the terms of the map.

    Parameters
    ----------
    agent : str
        The drug given: ``ketamine``, a drug of `drug_profiles`, or empty for a change without a drug.
    asks : str
        ``keeps_working``, ``works_alone``, ``direction`` or ``association``.
    readout : str
        The step that was read, or ``mood``.
    steps : tuple of str
        Steps taken away (for ``association``: the step whose level varied).
    arrows_cut : tuple of str
        Arrows cut while their steps stay.
    in_people : bool
        Whether people took part.
    weight : str
        ``clear``, or ``weak`` where the result can speak only in part for or against anything.
    """

    agent: str = DRUG
    asks: str = "keeps_working"
    readout: str = "mood"
    steps: tuple[str, ...] = ()
    arrows_cut: tuple[str, ...] = ()
    in_people: bool = True
    weight: str = "clear"


def block(*steps: str) -> Design:
    """Return the plainest experiment: the drug is given to people while some steps are blocked, and mood is read."""
    return Design(steps=steps)


@cache
def _designs() -> dict[str, Design]:
    fields = ("agent", "asks", "steps", "arrows_cut", "weight")
    return {
        row["experiment"]: Design(**{name: row[name] for name in fields}, readout=row["step_read"], in_people="human" in row["species"])
        for row in rows_of("experiments")
    }


def experiment_names() -> list[str]:
    """Return the ids of all experiments, in the order of the table."""
    return list(_designs())


def design(experiment: str) -> Design:
    """Return the design of a published experiment.

    Raises
    ------
    KeyError
        There is no such experiment; the message gives the nearest.
    """
    return lookup(_designs(), experiment, "experiment")


@cache
def _profiles() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows_of("drug_profiles"):
        found.setdefault(row["drug"], {})[row["step"]] = row["acts"]
    return found


def acts_on(agent: str, step: str) -> str:
    """Say how a drug acts on one of the first steps: ``same`` as the drug of the accounts, ``none``, ``opposite`` or ``unknown``.

    Raises
    ------
    KeyError
        The drug has no profile; the message gives the nearest.
    """
    if agent == DRUG:
        return "same"
    checked(agent, [DRUG, *_profiles()], "drug")
    return _profiles()[agent].get(step, "unknown")


def predict(account: Account | Mixture, experiment: Design) -> str:
    """Work out what an account, or a mixture of accounts, predicts.

    Returns
    -------
    str
        ``abolish``, ``reduce``, ``share`` (some may be lost, nobody says how much) or ``no_change``; ``mimic`` or ``no_mimic``;
        ``rise``, ``fall`` or ``no_change``; or ``silent``.
    """
    return joined(_predict_one(part, experiment) for part in account.parts)


def joined(said: Iterable[str]) -> str:
    """Join what the parts of a mixture predict; of one account, what it predicts.

    Each carries a share of the effect whose size nobody states, so a loss in one part may show as anything from nothing to all.
    """
    kinds = set(said)
    if len(kinds) == 1:
        return kinds.pop()
    if kinds & {"abolish", "reduce", "share"}:
        return "share"
    for leading, opposite in (("mimic", None), ("rise", "fall"), ("fall", "rise")):
        if leading in kinds:
            return SILENT if opposite in kinds else leading
    return SILENT


@lru_cache(maxsize=8192)
def _predict_one(account: Account, experiment: Design) -> str:
    if account.people_only and not experiment.in_people:
        return SILENT
    rule = {"keeps_working": _keeps_working, "works_alone": _works_alone, "direction": _direction, "association": _association}
    return rule[experiment.asks](account, experiment)


def _started(account: Account, agent: str) -> nx.DiGraph[str]:
    """Return the account's arrows without those first ones that the drug given does not set off."""
    arrows = nx.DiGraph(account.arrows)
    arrows.remove_edges_from([(account.source, start) for start in account.starts() if acts_on(agent, start) != "same"])
    return arrows


def _keeps_working(account: Account, experiment: Design) -> str:
    arrows, targets = _started(account, experiment.agent), account.readouts(experiment.readout)
    whole = routes(arrows, account.source, targets)
    if not whole:
        return SILENT
    pairs = [_ends(arrow) for arrow in experiment.arrows_cut]
    open_arrows = nx.DiGraph(arrows)
    open_arrows.remove_nodes_from([step for step in experiment.steps if step not in targets])
    open_arrows.remove_edges_from(pairs)
    left = len(routes(open_arrows, account.source, targets))
    on_path = "abolish" if not left else "reduce" if left < len(whole) else "no_change"
    off_path = [
        ON_CLAIM.get(account.claims.get(key, ""), SILENT)
        for key, on in (
            *((step, step in account.arrows) for step in experiment.steps),
            *(("__".join(pair), account.arrows.has_edge(*pair)) for pair in pairs),
        )
        if not on
    ]
    for verdict in ("abolish", "reduce", "share", SILENT):
        if verdict in (on_path, *off_path):
            return verdict
    return "no_change"


def _ends(arrow: str) -> tuple[str, str]:
    source, target = arrow.split("__")
    return source, target


def _works_alone(account: Account, experiment: Design) -> str:
    verdicts = {_agent_alone(account, experiment.agent)} if experiment.agent else set()
    verdicts |= {_lowering_alone(account, step, experiment.readout) for step in experiment.steps}
    return next((verdict for verdict in ("mimic", SILENT) if verdict in verdicts), "no_mimic")


def _agent_alone(account: Account, agent: str) -> str:
    actions = {acts_on(agent, start) for start in account.starts()}
    return "mimic" if "same" in actions else SILENT if "unknown" in actions else "no_mimic"


def _lowering_alone(account: Account, step: str, readout: str) -> str:
    if step not in account.arrows:
        return "no_mimic" if step in account.claims else SILENT
    sign = joint_sign(account.arrows, routes(account.arrows, step, account.readouts(readout)))
    return {"lowers": "mimic", "raises": "no_mimic", "unknown": SILENT}[sign]


def _direction(account: Account, experiment: Design) -> str:
    arrows = _started(account, experiment.agent)
    if not arrows.out_degree(account.source):
        return SILENT
    said = {"rises": "rise", "unchanged": "no_change"}.get(account.claims.get(experiment.readout, ""), SILENT)
    found = routes(arrows, account.source, account.readouts(experiment.readout))
    return SPOKEN[joint_sign(arrows, found)] if found else said


def _association(account: Account, experiment: Design) -> str:
    targets = account.readouts(experiment.readout)
    found = [route for step in experiment.steps for route in routes(account.arrows, step, targets)]
    return SPOKEN[joint_sign(account.arrows, found)]
