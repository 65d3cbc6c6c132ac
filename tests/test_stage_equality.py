"""The stage's two engines, Python's and the page's, say and show the same of every state; and no two states look alike."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
from xml.etree import ElementTree

import numpy as np
import pytest
import stage_states
from conftest import ROOT

from ketamine_course.models import cascade
from ketamine_course.pictures._scene import LAYOUTS, MAPS, line_map, places, stage, stage_with
from ketamine_course.pictures._scene._between import bow, obstacles
from ketamine_course.pictures._scene._overlay import tail_end

LOGIC = ROOT / "src" / "ketamine_course" / "widgets" / "js" / "logic" / "stage"
VIEW = ROOT / "src" / "ketamine_course" / "widgets" / "js" / "widgets" / "stage"
COMPARE = ROOT / "tests" / "js" / "equal.mjs"
REST = ROOT / "tests" / "js" / "rest.mjs"
BOWS = ROOT / "tests" / "js" / "bows.mjs"
MUTATIONS = {
    "a product of signs that ignores an odd number": ("graph.js", "% 2 ?", "% 3 ?"),
    "paths that disagree count as rising": ("graph.js", 'kinds.size > 1 ? "unknown"', 'kinds.size > 1 ? "raises"'),
    "a blocked step lets the signal through": ("graph.js", "!held.includes(from) && !held.includes(to)", "Boolean(from && to)"),
    "a loss of some paths is no loss": ("graph.js", 'left < all ? "reduce" : "no_change"', '"no_change"'),
    "a claim that a step helps is ignored": ("graph.js", 'helps: "share", ', ""),
    "two accounts at once lose all where one does": ("graph.js", 'return "share"', 'return "abolish"'),
    "cut arrows off the path are not asked for": ("graph.js", "...cut.filter((id) => !here.includes(id))", ""),
    "pieces are steps": ("graph.js", "return new Set(Object.values(piece)).size", "return steps.length"),
    "a cut arrow still carries the signal": ("play.js", "!this.state.cut.includes(idOf(arrow))", "arrow"),
    "an account of people speaks of animals": ("play.js", "route.peopleOnly && !people", "false"),
    "what is studied ignores findings against": ("play.js", "?.[state.only].some(Boolean)", "?.[state.only][0] > 0"),
    "the gauge follows the arrows": ("shown.js", "play.routes[0].lift && step in play.ends", "false && step in play.ends"),
    "a step that is only told is shown as a fact": ("shown.js", 'play.onlyTold(step) && reached(play, step) && "ghost"', "false"),
    "a step that two routes share is the first one's alone": ("shown.js", "...new Set(on)", "on[0]"),
    "a chain that has come to its end still has a tail": ("shown.js", "building(play) && !board.fixed.includes(last)", "building(play)"),
    "signs clash with a claim that nobody made": (
        "shown.js",
        "=== OPPOSITE[play.routes[0].told] && !building(play)",
        "=== OPPOSITE[play.routes[0].told]",
    ),
    "a badge off the path is never corked": ("shown.js", 'now, held && "held", building(play)', "now, building(play)"),
}


def cases(board, states):
    return {"board": board.definition(), "cases": [[state, cascade.reading(state, board)] for state in states]}


ALL = pytest.param(1, id="all", marks=pytest.mark.sweep)


@pytest.fixture(scope="module", params=[pytest.param(20, id="a twentieth"), ALL])
def every(request):
    """One in how many states is looked at: a twentieth of them in every run, all of them in the sweep."""
    return request.param


@pytest.fixture(scope="module")
def suites(tmp_path_factory, every):
    """The near states and 2,000 random ones of the course's board, and ten random states of each of 300 random boards."""
    folder = tmp_path_factory.mktemp("stage")
    board = cascade.course_board()
    near = [*list(stage_states.near_states(board))[::every], *stage_states.random_states(board, 2000 // every, 1)]
    boards = list(stage_states.random_boards(-(-300 // every), 7))  # rounded up
    random = [cases(each, stage_states.random_states(each, 10, seed)) for seed, each in enumerate(boards)]
    paths = {"course": folder / "course.json", "random boards": folder / "random.json"}
    paths["course"].write_text(json.dumps([cases(board, near)]), encoding="utf-8")
    paths["random boards"].write_text(json.dumps(random), encoding="utf-8")
    return paths


def run(script, *given):
    node = shutil.which("node")
    if node is None:
        assert not os.environ.get("CI"), "CI must install node before the tests"
        pytest.skip("node is not installed: the page's engine was not compared with Python's")
    done = subprocess.run([node, script, *given], check=False, capture_output=True, text=True)
    assert done.stdout, done.stderr
    return json.loads(done.stdout), done.stderr


def compared(logic, path):
    return run(COMPARE, logic / "engine.js", path)


def places_on_the_page(layers):
    """The badges and lines of a layout as the page's script reads them from the drawing."""

    def numbers(group, look, names):
        found = next(each for each in group if look in each.get("class", "").split())
        return [float(found.get(name)) for name in names]

    badges, ways = {}, {}
    for group in (group for layer in layers for group in layer.iter()):
        if step := group.get("data-b"):
            x, y, size = numbers(group, "disc", ("cx", "cy", "r"))
            badges[step] = {"at": [x, y], "size": size, "label": numbers(group, "label", "xy")}
        for each in group if group.get("data-a") else ():
            if "line" in each.get("class", "").split():
                ways[group.get("data-a")] = each.get("d")
    return badges, ways


def tails():
    """Every step of every layout after no step and after every other, as the page takes it, and where Python's tail rests."""
    for drawn, layouts in ((stage, LAYOUTS), (line_map, MAPS)):
        layers = [each for each in ElementTree.fromstring(drawn.scene).iter() if "lay" in each.get("class", "").split()]
        for name, layout in layouts.items():
            of_page = name.removeprefix("lines_").replace("lines", "wide")
            badges, ways = places_on_the_page([each for each in layers if of_page in each.get("class", "").split()])
            for step, source in itertools.product(badges, ["", *badges]):
                if step != source:
                    line = ways.get(f"{source}__{step}", "")
                    case = {"badges": badges, "width": layout.size[0], "step": step, "source": source, "line": line}
                    yield (name, source, step), case, tail_end(layout, step, source)


def test_a_tail_rests_where_pythons_does(tmp_path):
    names, asked, wanted = zip(*tails(), strict=True)
    (tmp_path / "tails.json").write_text(json.dumps(asked), encoding="utf-8")
    ends, _ = run(REST, VIEW, tmp_path / "tails.json")
    assert [name for name, end, want in zip(names, ends, wanted, strict=True) if end != pytest.approx(want, abs=0.1)] == []
    assert len(names) > 1000


def names_on_the_page(layers):
    """The lines of all names and titles of a layout, as the page looks for them."""
    for each in itertools.chain.from_iterable(layers):
        classes = each.get("class", "").split()
        if "label" in classes or (each.tag.endswith("text") and each.get("font-weight")):
            align = next((word for word in classes if word in ("center", "right")), "left")
            yield {"at": [float(each.get("x")), float(each.get("y"))], "text": "".join(each.itertext()), "align": align}


def near(way, want):
    return np.shape(way) == np.shape(want) and np.allclose(way, want, atol=0.1)


def test_a_readers_own_arrow_takes_the_way_that_python_draws(tmp_path, every):
    suites = []
    wanted: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    all_layers = [each for each in ElementTree.fromstring(stage.scene).iter() if "lay" in each.get("class", "").split()]
    for name, layout in LAYOUTS.items():
        layers = [layer for layer in all_layers if name in layer.get("class", "").split()]
        badges, _ = places_on_the_page(layers)
        pairs = list(itertools.permutations(badges, 2))[::every]
        names = list(names_on_the_page([layer.iter() for layer in layers]))
        suites.append({"badges": badges, "names": names, "size": layout.size, "ids": ["__".join(pair) for pair in pairs]})
        at = {step: (place.x, place.y) for step, place in places(name).items()}
        for a, b in pairs:
            wanted[name, a, b] = bow(at[a], at[b], obstacles(layout, a, b), layout.size)
    (tmp_path / "bows.json").write_text(json.dumps(suites), encoding="utf-8")
    drawn, _ = run(BOWS, VIEW, tmp_path / "bows.json")
    differ = [pair for (pair, want), way in zip(wanted.items(), drawn, strict=True) if not near(way, want)]
    assert len(differ) < len(wanted) / 200, differ  # coordinates on a page are rounded, and two ways may be equally good
    assert len(wanted) > 1000 // every


@pytest.mark.parametrize(("name", "least"), [("course", 6000), ("random boards", 3000)])
def test_both_engines_say_and_show_the_same(suites, every, name, least):
    counts, first = compared(LOGIC, suites[name])
    assert counts["differ"] == 0, first
    assert counts["count"] >= least // every


def test_both_engines_say_and_show_the_same_of_an_account_that_a_reader_added(tmp_path):
    mine = cascade.with_edge(cascade.account("disinhibition"), "ampar", "mood_rapid")
    board = cascade.course_board().adding(mine.name, cascade.account_route(mine, "Mine"), cascade.bench_predictions(mine))
    states = [{"routes": [mine.name, name]} for name in cascade.account_names()]
    states += [{"routes": [mine.name, "expectancy"], "blocked": list(finding.steps)} for finding in board.findings]
    suite = {**cases(board, states), "board": cascade.course_board().definition(), "more": stage_with(mine, "Mine").definition()["more"]}
    (tmp_path / "mine.json").write_text(json.dumps([suite]), encoding="utf-8")
    counts, first = compared(LOGIC, tmp_path / "mine.json")
    assert counts == {"count": len(states), "differ": 0}, first


@pytest.mark.parametrize("every", [ALL], indirect=True)
@pytest.mark.parametrize("fault", MUTATIONS)
def test_a_fault_in_the_pages_engine_is_seen(suites, tmp_path, fault):
    file, right, wrong = MUTATIONS[fault]
    shutil.copytree(LOGIC, tmp_path / "stage")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    text = (LOGIC / file).read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "stage" / file).write_text(text.replace(right, wrong), encoding="utf-8")
    assert any(compared(tmp_path / "stage", path)[0]["differ"] for path in suites.values())


def test_states_that_look_different_read_differently_and_the_other_way_round(suites, every):
    said: dict[str, str] = {}
    seen: dict[str, str] = {}
    for each in json.loads(suites["course"].read_text(encoding="utf-8")):
        for _, reading in each["cases"]:
            words, look = json.dumps([reading["sentences"], reading["rows"]]), json.dumps(reading["shown"])
            assert said.setdefault(words, look) == look, f"the same words for two pictures: {reading['state']}"
            assert seen.setdefault(look, words) == words, f"two texts for one picture: {reading['state']}"
    assert len(seen) > 5000 // every


def test_the_page_has_no_sentence_of_its_own():
    for file in LOGIC.glob("*.js"):
        strings = re.findall(r'"([^"]*)"', re.sub(r"//.*|/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL))
        assert not [text for text in strings if re.search(r"[a-z] [a-z]+ [a-z]", text)], file.name
