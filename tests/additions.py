"""Rows that tests add to a copy of the data, as somebody would who adds a text, an experiment, a trial, a factor or an account."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from itertools import pairwise

from ketamine_course import tables
from ketamine_course.publish import dictionary

DAY = "2026-11-28"
REF = "gould2017"


def add(folder, table, /, **cells):
    """Append one row to a table; cells that are not named stay empty."""
    resource = tables.package(folder)[table]
    columns = [field["name"] for field in resource["schema"]["fields"]]
    assert set(cells) <= set(columns), set(cells) - set(columns)
    with (folder / resource["path"]).open("a", newline="", encoding="utf-8") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerow(cells)


def rows(folder, table, *columns):
    """Return the rows of a table as they stand now, each combination of some columns once."""
    with (folder / tables.package(folder)[table]["path"]).open(newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    return list({tuple(row[column] for column in columns): row for row in reversed(found)}.values())[::-1]


def text(folder, name="S99"):
    """Add a text with three claims: rated twice, scored with both instruments, placed among the topics."""
    kind = "Page of a clinic"
    add(folder, "sources", source=name, kind=kind, origin="web", words=312, sha256="0" * 64, lacks="author; date", checked_on=DAY)
    said = [
        ("mechanism", "causal", "none", "plain", "contested", "Ketamine blocks NMDA receptors on inhibitory cells.", "blocks receptors"),
        ("efficacy", "fact", "named_source", "hedged", "supported", "Mood may lift within hours.", "may lift within hours"),
        ("safety", "recommendation", "none", "boosted", "overstated", "It is entirely safe.", "is entirely safe"),
    ]
    for number, cells in enumerate(said, start=1):
        claim(folder, name, number, *cells)
    for number, row in enumerate(rows(folder, "topic_matrix", "topic")):
        stance = {"claims": f"{name}-001", "stance": "agree"} if not number else {"stance": "silent"}
        add(folder, "topic_matrix", topic=row["topic"], topic_label=row["topic_label"], source=name, **stance)
    for row in rows(folder, "appraisals", "instrument", "item"):
        item = {part: row[part] for part in ("instrument", "item", "item_text")}
        score = 1 if row["instrument"] == "jama" else 3
        add(folder, "appraisals", source=name, **item, score=score, reason="It says so, without saying where.", scored_on=DAY)
    for kind, hits in (("hedge", 1), ("booster", 1), ("vague_authority", 0)):
        add(folder, "wording_marks_measured", source=name, kind=kind, hits=hits, misses=0, false_alarms=0, rest=3 - hits, mark="derived")
    beside_its_claims(folder, name)


def claim(folder, source, number, topic, kind, support, wording, verdict, paraphrase, phrase):
    """Add one claim and what two raters made of it."""
    name = f"{source}-{number:03}"
    add(folder, "claims", id=name, source=source, locator=f"para {number}, sentence 1", topic=topic, type=kind, support_given=support,
        wording=wording, verdict=verdict, paraphrase=paraphrase, key_phrase=phrase, reason="As the cited work puts it.", refs=REF,
        reason_mark="seen", checked_on=DAY, settled="agreed")  # fmt: skip
    for rater in ("first", "second"):
        add(folder, "ratings", claim=name, rater=rater, type=kind, wording=wording, verdict=verdict, rated_on=DAY)


def beside_its_claims(folder, name):
    """Add what a text may have beside its claims: steps, factors, approvals, a small dose, contradictions."""
    add(folder, "node_mentions", source=name, node="nmdar_interneuron", key_phrase="blocks receptors", reading="fits", comment="It does.")
    add(folder, "factor_claims", factor="age", source=name, kind="mention", key_phrase="at any age", claim="Mentions age.", mark="seen")
    add(folder, "statements", statement=f"approval_{name.lower()}", topic="approval", source=name, key_phrase="is approved",
        says="Calls ketamine approved.", fits="blurred", correction="What is approved is the esketamine spray.", events="esketamine_2019",
        refs="fda2019", mark="derived")  # fmt: skip
    last = rows(folder, "microdose_uses", "use")[-1]
    use = {part: last[part] for part in ("says", "dose_meant", "relation", "what_happened", "mark")}
    position = int(last["position"]) + 1
    add(folder, "microdose_uses", **use, use=f"use_{name}", position=position, source=name, key_phrase="a small amount", refs=REF)
    for kind, sources in (("internal_contradiction", name), ("cross_text_contradiction", f"S1; {name}")):
        add(folder, "issues", id=f"I-{name}-{len(sources)}", kind=kind, severity="low", sources=sources, claims=f"{name}-001; {name}-002",
            title=f"Two sentences of {name}", explanation="They cannot both stand.", student_question="Can both stand?",
            mark="assumption")  # fmt: skip


def experiment(folder, name="new_block"):
    """Add a published experiment with its design and what each account predicts by hand."""
    add(folder, "experiments", experiment=name, label="TrkB blocked in people first", refs=REF, species="human", type="block",
        system="people with depression", drug="ketamine", perturbation="A TrkB blocker given first", target="trkb", mark="seen",
        readout="depression score", result="reduced", sample_size=24, finding="The effect was smaller.", notes="Small.",
        agent="ketamine", asks="keeps_working", step_read="mood", steps="trkb", weight="clear", design_mark="assumption")  # fmt: skip
    for row in rows(folder, "hypotheses", "hypothesis"):
        predicted(folder, name, row["hypothesis"])


def explain_predictions(folder):
    """Write down what the model predicts otherwise than the rows say, as `make check-data` asks; the model reads this folder."""
    code = (
        "import json; from ketamine_course.models import cascade\n"
        "rows = cascade.evaluate(*map(cascade.account, cascade.account_names()))\n"
        "print(json.dumps([[row.experiment, row.account, row.predicts, row.fit] for row in rows]))"
    )
    environment = os.environ | {"KETAMINE_COURSE_DATA": str(folder)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    model = {(experiment, account): (predicts, fit) for experiment, account, predicts, fit in json.loads(done.stdout)}
    path = folder / tables.package(folder)["experiment_predictions"]["path"]
    with path.open(newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    for row in found:
        computed = model[row["experiment"], row["hypothesis"]]
        if computed != (row["predicts"], row["agrees"]):
            row["computed"], row["fit_computed"] = computed
            row["why_they_differ"] = row["why_they_differ"] or "Nobody read it strictly yet."
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(found)


def predicted(folder, of, account):
    add(folder, "experiment_predictions", experiment=of, hypothesis=account, predicts="silent", agrees="silent", mark="assumption")


def trial(folder, name="new2026"):
    """Add a trial of two doses against an active control."""
    add(folder, "trials", trial=name, ref=REF, year=2026, design="parallel, double-blind", design_kind="parallel", drug="racemic",
        population="major depression", route="intravenous", dose="0.2 or 0.5 mg/kg", comparator="midazolam", mark="seen",
        comparator_kind="active sedative", primary_outcome="MADRS", primary_time="day 1", take_home="Two doses.")  # fmt: skip
    add(folder, "trial_counts", trial=name, group="everyone", stage="randomised", n=90, main="true", ref=REF, mark="seen")
    arm(folder, name, "midazolam", "control", -7.0)
    for dose, fall in ((0.2, -9.0), (0.5, -14.0)):
        drug = f"ketamine {dose} mg/kg"
        arm(folder, name, drug, "drug", fall, dose)
        add(folder, "trial_results", result=f"{name}_{int(10 * dose)}", trial=name, outcome_kind="depression score", outcome="MADRS",
            time="day 1", time_h=24, arm=drug, dose_mg_per_kg=dose, comparator="midazolam", estimate_kind="mean difference",
            estimate=fall + 7, estimate_unit="points", interval_low=fall + 1, interval_high=fall + 13, interval_percent=95,
            sign_convention="negative favours the drug", finding="A difference.", ref=REF, mark="seen")  # fmt: skip


def arm(folder, trial, label, role, fall, dose=""):
    name = f"{trial}_{label}".replace(" ", "_")
    add(folder, "trial_arms", arm_row=name, trial=trial, arm=label, arm_role=role, dose_mg_per_kg=dose, time="day 1", time_h=24, n=30,
        scale="MADRS", mean_change_points=fall, change_kind="observed", sd_points=11, ref=REF, mark="seen")  # fmt: skip


def factor(folder, name="season"):
    """Add a factor with one finding and what a text says of it."""
    add(folder, "factors", factor=name, label="Season", name="Season of the year", group="context", description="When it was given.",
        grade="hardly tested", direction_summary="open", short_answer="One small study cannot tell.", confounding="Light.",
        how_misled="A spring is taken for a drug.", mark="assumption", named_by="S3")  # fmt: skip
    add(folder, "factor_claims", factor=name, source="S3", kind="mention", key_phrase="in winter", claim="Mentions winter.", mark="seen")
    add(folder, "factor_evidence", factor=name, ref=REF, direction="cannot tell", direction_mark="seen", design_kind="no control group",
        design="open series", population="depression", n_as_printed="12", people=12, finding="Open.", mark="seen")  # fmt: skip


def account(folder, name="orexin"):
    """Add an account that nobody put forward: new steps, a path, what it says of steps off it, and all that is asked of an account."""
    steps = (("orexin", "Orexin release", "Orexin"), ("orexin_receptors", "Orexin receptors", "OX receptors"))
    for node, label, short in steps:
        add(folder, "cascade_nodes", node=node, label=label, short_label=short, kind="transmitter", level="molecular", onset="not known",
            onset_mark="recalled", description="A new step.")  # fmt: skip
    add(folder, "hypotheses", hypothesis=name, name="Orexin surge", short_name="Orexin", heading="Orexin", people_only="false",
        statement="Ketamine lets nerve cells release orexin. Its receptors carry the effect on mood.", support_refs=REF,
        strongest_support="In mice, blocking its receptors stopped the effect.", challenge_refs=REF,
        strongest_challenge="It was not tested in people.",
        would_be_falsified_by="People whose orexin receptors are blocked improve just as much.")  # fmt: skip
    path_of(folder, name, ["ketamine", "orexin", "orexin_receptors", "mood_rapid"])
    for step in ("nmdar_interneuron", "nmdar_rest", "nmdar_extrasyn", "nmdar_lhb", "hnk", "mu_opioid", "expectancy", "energy_metabolism"):
        add(folder, "account_claims", hypothesis=name, step=step, claim="not_needed", reason="It names another start.", mark="assumption")
    for row in rows(folder, "drug_profiles", "drug"):
        add(folder, "drug_profiles", drug=row["drug"], label=row["label"], step="orexin", acts="unknown", mark="assumption", note="New.")
    for row in rows(folder, "experiments", "experiment"):
        predicted(folder, row["experiment"], name)


def path_of(folder, account, path):
    """Add the main path of an account, with its arrows and one finding behind each."""
    for position, step in enumerate(path, start=1):
        add(folder, "hypothesis_steps", hypothesis=account, branch=0, position=position, node=step)
    for source, target in pairwise(path):
        edge = f"{source}__{target}"
        add(folder, "cascade_edges", edge=edge, source_node=source, target_node=target, sign="raises", shortcut="false",
            looked_at_in_people="no")  # fmt: skip
        add(folder, "edge_evidence", edge=edge, ref=REF, species="mouse", region="hippocampus", system="animals", method="block",
            kind="necessary", directness="indirect", finding="It went.", supports="true", mark="seen")  # fmt: skip


def grow(folder, *kinds):
    """Add some kinds of thing, all of them when none is named, and note the rows as `make dictionary` does."""
    for kind in kinds or ADDITIONS:
        ADDITIONS[kind](folder)
    dictionary.write(folder)
    return folder


ADDITIONS = {each.__name__: each for each in (account, experiment, trial, factor, text)}
