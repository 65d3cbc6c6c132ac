# ruff: noqa: C408, E501, RUF007
"""Rows that tests add to a copy of the data, as somebody would who adds a text, an experiment, a trial, a factor or an account."""

from __future__ import annotations

import csv

from ketamine_course import tables

DAY = "2026-11-28"


def add(folder, name, *rows):
    """Append rows to a table; cells that are not named stay empty."""
    resource = tables.package(folder)[name]
    columns = [field["name"] for field in resource["schema"]["fields"]]
    with (folder / resource["path"]).open("a", newline="", encoding="utf-8") as file:
        for row in rows:
            assert set(row) <= set(columns), set(row) - set(columns)
            csv.DictWriter(file, columns, restval="", lineterminator="\n").writerow(row)


def values(folder, name, column):
    """Return the distinct values of a column, in order."""
    return list(dict.fromkeys(tables.load(name, folder)[column]))


def sixth_text(folder, name="S6"):
    """Add a text with three claims: rated twice, scored with both instruments, placed among the topics."""
    add(folder, "sources", dict(source=name, kind="Answer of a chat program", words=312, sha256="0" * 64, lacks="author; date; funding",
                                checked_on=DAY))  # fmt: skip
    said = [
        ("mechanism", "causal", "none", "plain", "contested", "Ketamine blocks NMDA receptors on inhibitory cells.", "blocks receptors"),
        ("efficacy", "fact", "named_source", "hedged", "supported", "Mood may lift within hours.", "may lift within hours"),
        ("safety", "recommendation", "none", "boosted", "overstated", "It is entirely safe.", "is entirely safe"),
    ]
    columns = ("topic", "type", "support_given", "wording", "verdict", "paraphrase", "key_phrase")
    for number, cells in enumerate(said, start=1):
        claim = f"{name}-{number:03}"
        add(folder, "claims", dict(zip(columns, cells, strict=True)) | dict(id=claim, source=name, locator=f"para {number}, sentence 1",
            reason="As the cited work puts it.", refs="gould2017", reason_mark="seen", checked_on=DAY, settled="agreed"))  # fmt: skip
        rated = dict(claim=claim, type=cells[1], wording=cells[3], verdict=cells[4], rated_on=DAY)
        add(folder, "ratings", *(rated | dict(rater=rater) for rater in ("first", "second")))
    topics = tables.load("topic_matrix", folder).drop_duplicates("topic")
    add(folder, "topic_matrix", *(dict(topic=row.topic, topic_label=row.topic_label, source=name, stance="silent")
                                  for row in topics.iloc[1:].itertuples()))  # fmt: skip
    first = topics.iloc[0]
    add(folder, "topic_matrix", dict(topic=first.topic, topic_label=first.topic_label, source=name, stance="agree", claims=f"{name}-001"))
    items = tables.load("appraisals", folder).drop_duplicates(["instrument", "item"])
    add(folder, "appraisals", *(dict(source=name, instrument=row.instrument, item=row.item, item_text=row.item_text, scored_on=DAY,
                                     score=1 if row.instrument == "jama" else 3, reason="It says so, without saying where.")
                                for row in items.itertuples()))  # fmt: skip
    add(folder, "wording_marks_measured", *(dict(source=name, kind=kind, hits=1, misses=0, false_alarms=0, rest=2, mark="derived")
                                            for kind in values(folder, "wording_marks_measured", "kind")))  # fmt: skip
    add(folder, "node_mentions", dict(source=name, node="nmdar_interneuron", key_phrase="blocks receptors", reading="fits",
                                      comment="It says on which cells."))  # fmt: skip
    add(folder, "factor_claims", dict(factor="age", source=name, kind="mention", key_phrase="at any age", claim="Mentions age.",
                                      mark="seen"))  # fmt: skip
    add(folder, "regulation_statements", dict(source=name, key_phrase="is approved", says="Calls ketamine approved.", fits="blurred",
        correction="What is approved is the esketamine spray.", events="esketamine_2019", refs="fda2019", mark="derived"))  # fmt: skip
    uses = tables.load("microdose_uses", folder)
    add(folder, "microdose_uses", uses.iloc[-1][["says", "dose_meant", "relation", "what_happened", "mark"]].to_dict()
        | dict(use="sixth_text", position=int(uses["position"].max()) + 1, source=name, key_phrase="a small amount", refs="gould2017"))  # fmt: skip
    for kind, sources in (("internal_contradiction", name), ("cross_text_contradiction", f"S1; {name}")):
        add(folder, "issues", dict(id=f"I-{name}-{len(sources)}", kind=kind, severity="minor", sources=sources,
            claims=f"{name}-001; {name}-002", title=f"Two sentences of {name}", explanation="They cannot both stand.", mark="assumption",
            student_question="Can both stand?"))  # fmt: skip


def experiment(folder, name="new_block"):
    """Add a published experiment with its design and what each account predicts by hand."""
    add(folder, "experiments", dict(experiment=name, label="TrkB blocked in people first", refs="gould2017", species="human",
        system="people with depression", drug="ketamine", type="block", perturbation="A TrkB blocker given first", target="trkb",
        readout="depression score", result="reduced", sample_size=24, finding="The effect was smaller.", notes="Small.",
        mark="seen"))  # fmt: skip
    add(folder, "experiment_designs", dict(experiment=name, agent="ketamine", asks="keeps_working", readout="mood", steps="trkb",
                                           weight="clear", mark="assumption"))  # fmt: skip
    add(folder, "experiment_predictions", *(dict(experiment=name, hypothesis=account, predicts="silent", agrees="silent", mark="assumption")
                                            for account in values(folder, "hypotheses", "hypothesis")))  # fmt: skip


def trial(folder, name="new2026"):
    """Add a trial of two doses against placebo."""
    add(folder, "trials", dict(trial=name, ref="gould2017", year=2026, design="parallel, double-blind", design_kind="parallel",
        population="major depression", drug="racemic", route="intravenous", dose="0.2 or 0.5 mg/kg", comparator="midazolam",
        comparator_kind="active sedative", primary_outcome="MADRS", primary_time="day 1", take_home="Two doses, one control.",
        mark="seen"))  # fmt: skip
    add(folder, "trial_counts", dict(trial=name, group="everyone", stage="randomised", n=90, main="true", ref="gould2017", mark="seen"))
    for arm, role, dose, fall in (("ketamine 0.2 mg/kg", "drug", 0.2, -9.0), ("ketamine 0.5 mg/kg", "drug", 0.5, -14.0),
                                  ("midazolam", "control", "", -7.0)):  # fmt: skip
        add(folder, "trial_arms", dict(arm_row=f"{name}_{role}_{dose}".replace(".", "_"), trial=name, arm=arm, arm_role=role,
            dose_mg_per_kg=dose, time="day 1", time_h=24, scale="MADRS", n=30, mean_change_points=fall, change_kind="observed",
            sd_points=11, ref="gould2017", mark="seen"))  # fmt: skip
        if role == "drug":
            add(folder, "trial_results", dict(result=f"{name}_{dose}".replace(".", "_"), trial=name, outcome_kind="depression score",
                outcome="MADRS", time="day 1", time_h=24, arm=arm, dose_mg_per_kg=dose, comparator="midazolam",
                estimate_kind="mean difference", estimate=fall + 7, estimate_unit="points", interval_low=fall + 1, interval_high=fall + 13,
                interval_percent=95, sign_convention="negative favours the drug", finding="A difference.", ref="gould2017",
                mark="seen"))  # fmt: skip


def factor(folder, name="season"):
    """Add a factor with one finding and what a text says of it."""
    add(folder, "factors", dict(factor=name, label="Season", name="Season of the year", group="context", description="When it was given.",
        grade="single small study", direction_summary="open", short_answer="One small study cannot tell.", confounding="Light.",
        how_misled="A spring is taken for a drug.", mark="assumption", named_by="S3"))  # fmt: skip
    add(folder, "factor_claims", dict(factor=name, source="S3", kind="mention", key_phrase="in winter", claim="Mentions winter.",
                                      mark="seen"))  # fmt: skip
    add(folder, "factor_evidence", dict(factor=name, ref="gould2017", direction="cannot tell", direction_mark="seen", mark="seen",
        design_kind="no control group", design="open series", population="depression", n_as_printed="12", people=12,
        finding="Nothing could be told."))  # fmt: skip


def account(folder, name="adenosine"):
    """Add a ninth account: new steps with their places, a path, what it says of steps off it, and all that is asked of an account."""
    node = dict(kind="transmitter", level="molecular", onset="not known", onset_mark="recalled", description="A step of the new account.")
    add(folder, "cascade_nodes", node | dict(node="adenosine", label="Adenosine release", short_label="Adenosine"),
        node | dict(node="adenosine_a1", label="Adenosine A1 receptors", short_label="A1 receptors"))  # fmt: skip
    path = ["ketamine", "adenosine", "adenosine_a1", "mood_rapid"]
    for source, target in zip(path, path[1:], strict=False):
        edge = f"{source}__{target}"
        add(folder, "cascade_edges", dict(edge=edge, source_node=source, target_node=target, sign="raises", shortcut="false",
                                          looked_at_in_people="no"))  # fmt: skip
        add(folder, "edge_evidence", dict(edge=edge, ref="gould2017", species="mouse", system="animals", method="block",
                                          finding="Blocked, the effect was gone.", supports="true", mark="seen"))  # fmt: skip
    add(folder, "hypotheses", dict(hypothesis=name, name="Adenosine surge", short_name="Adenosine", people_only="false",
        statement="Ketamine lets nerve cells release adenosine. Its A1 receptors carry the effect on mood.",
        strongest_support="In mice, blocking A1 receptors stopped the effect.", support_refs="gould2017",
        strongest_challenge="It was not tested in people.", challenge_refs="gould2017",
        would_be_falsified_by="People whose A1 receptors are blocked improve just as much."))  # fmt: skip
    add(folder, "hypothesis_steps", *(dict(hypothesis=name, branch=0, position=at, node=step) for at, step in enumerate(path, start=1)))
    starts = ("nmdar_interneuron", "nmdar_rest", "nmdar_extrasyn", "nmdar_lhb", "hnk", "mu_opioid", "expectancy")
    add(folder, "account_claims", *(dict(hypothesis=name, step=step, claim="not_needed", reason="It names another start.",
                                         mark="assumption") for step in starts))  # fmt: skip
    profiles = tables.load("drug_profiles", folder).drop_duplicates("drug")
    add(folder, "drug_profiles", *(dict(drug=row.drug, label=row.label, step="adenosine", acts="unknown", mark="assumption")
                                   for row in profiles.itertuples()))  # fmt: skip
    add(folder, "experiment_predictions", *(dict(experiment=each, hypothesis=name, predicts="silent", agrees="silent", mark="assumption")
                                            for each in values(folder, "experiments", "experiment")))  # fmt: skip


ADDITIONS = {each.__name__: each for each in (sixth_text, experiment, trial, factor, account)}
