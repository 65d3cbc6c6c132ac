"""The drawn scene: every step and arrow has its place, names never cover each other, and both painters know every word of a reading."""

from __future__ import annotations

import itertools
import math
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Patch
from samples import every

from ketamine_course.models import cascade
from ketamine_course.pictures import _scene
from ketamine_course.pictures._scene import LAYOUTS, MAPS, draw, homeless, paint, places, ways
from ketamine_course.pictures._scene._between import bow, obstacles
from ketamine_course.pictures._scene._overlay import TAIL, tail_end
from ketamine_course.references import work
from ketamine_course.tables import load
from ketamine_course.widgets.scene import painted, rules

BOARD = cascade.course_board()
EVERY = {**LAYOUTS, **MAPS}
STATES = {"rest", "given", "raises", "lowers", "unknown", "lost", "less", "some", "silent"}
ROUTES = [(layout, route) for layout in EVERY for route in BOARD.routes]


def shown(layout, route):
    """The scene at the end of a route."""
    figure = draw(EVERY[layout])
    paint(figure, EVERY[layout], cascade.reading({"routes": [route], "at": BOARD.routes[route].steps[-1]})["shown"])
    return figure


def lines(figure):
    """The arrows that show, as points close to each other, in units of the picture."""
    for artist in figure.axes[0].get_children():
        kind, _, name = str(artist.get_gid() or "").partition("|")[2].partition("=")
        if kind == "arrow" and name.endswith(":line") and artist.get_visible():
            yield name.removesuffix(":line"), artist.get_path().to_polygons(closed_only=False)[0]


def along(way, apart=0.5):
    """Points along a way, no farther from each other than `apart`, as all x and all y."""
    points = [way[:1]]
    for before, after in itertools.pairwise(way):
        parts = max(1, math.ceil(math.hypot(*(after - before)) / apart))
        points.append(before + (after - before) * np.linspace(0, 1, parts + 1)[1:, None])
    return np.concatenate(points).T


def boxes(figure, steps):
    """The names of some steps that show, and their badges, in units of the picture."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    (axes,) = figure.axes
    unit = axes.transData.inverted()
    found = []
    for artist in axes.get_children():
        kind, _, rest = str(artist.get_gid() or "").partition("|")[2].partition("=")
        step, _, part = rest.partition(":")
        if kind == "badge" and artist.get_visible() and step in steps and part.split(":")[0] in ("disc", "label"):
            found.append((step, part.split(":")[0], artist.get_window_extent(renderer).transformed(unit)))
    return found


def bent(start, middle, end):
    """Points along a bow."""
    return [
        tuple((1 - t) ** 2 * p + 2 * t * (1 - t) * m + t * t * q for p, m, q in zip(start, middle, end, strict=True))
        for t in np.linspace(0, 1, 60)
    ]


def row_of(table, step):
    return next(row for row in load(table).to_dict("records") if row["step"] == step)


def overlap(one, two, slack=0.6):
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(max(one.y0, one.y1), max(two.y0, two.y1)) - max(min(one.y0, one.y1), min(two.y0, two.y1))
    return across > slack and down > slack


class TestPlaces:
    @pytest.mark.parametrize("layout", EVERY)
    def test_every_step_and_arrow_of_every_route_has_a_place(self, layout):
        assert homeless(layout) == []
        assert {step for route in BOARD.routes.values() for step in route.steps} <= set(places(layout))
        assert set(ways(layout)) <= set(BOARD.signs)

    @pytest.mark.parametrize("layout", EVERY)
    def test_badges_and_turning_points_lie_inside(self, layout):
        width, height = EVERY[layout].size
        for step, place in places(layout).items():
            assert EVERY[layout].badge <= place.x <= width - EVERY[layout].badge, step
            assert EVERY[layout].badge <= place.y <= height - EVERY[layout].badge, step
        for arrow, points in ways(layout).items():
            assert all(0 <= x <= width and 0 <= y <= height for x, y in points), arrow

    @pytest.mark.parametrize(("layout", "route"), every(5, ROUTES))
    def test_on_no_route_does_a_name_cover_a_name_or_a_foreign_badge(self, layout, route):
        clashes = [
            f"{one[0]} {one[1]} and {two[0]} {two[1]}"
            for one, two in itertools.combinations(boxes(shown(layout, route), BOARD.routes[route].steps), 2)
            if "label" in (one[1], two[1]) and one[0] != two[0] and overlap(one[2], two[2])
        ]
        assert clashes == []

    @pytest.mark.parametrize(("layout", "route"), every(5, [(layout, route) for layout, route in ROUTES if layout in LAYOUTS]))
    def test_on_no_route_does_an_arrow_strike_a_name_through(self, layout, route):
        figure = shown(layout, route)
        names = [(step, box) for step, part, box in boxes(figure, BOARD.routes[route].steps) if part == "label"]
        struck = [f"{arrow} through {step}" for arrow, way in lines(figure) for step, box in names if any(map(box.contains, *along(way)))]
        assert struck == []

    @pytest.mark.parametrize("layout", EVERY)
    def test_all_names_that_a_chain_can_take_stand_apart(self, layout):
        figure = draw(EVERY[layout])
        paint(figure, EVERY[layout], cascade.reading({"routes": ["own"], "own": ["ketamine"]})["shown"])
        found = boxes(figure, places(layout))
        assert {step for step, part, _ in found if part == "label"} == set(places(layout))
        clashes = [
            f"{one[0]} {one[1]} and {two[0]} {two[1]}"
            for one, two in itertools.combinations(found, 2)
            if "label" in (one[1], two[1]) and one[0] != two[0] and overlap(one[2], two[2])
        ]
        assert clashes == []
        outside = [step for step, _, box in found if box.x0 < -0.6 or box.x1 > EVERY[layout].size[0] + 0.6]
        assert outside == []

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_no_name_lies_on_the_edge_of_a_panel(self, layout):
        """Each stands in one panel, or in the tray; half a unit more or less is within a letter's own room."""
        figure = draw(EVERY[layout])
        paint(figure, EVERY[layout], cascade.reading({"routes": ["own"], "own": ["ketamine"]})["shown"])
        panels = [*EVERY[layout].grounds.values(), EVERY[layout].tray]
        astride = [
            step
            for step, part, box in boxes(figure, places(layout))
            if part == "label"
            and not any(x - 2 <= box.x0 and box.x1 <= x + w + 3 and y - 1 <= box.y1 and box.y0 <= y + h + 1.5 for x, y, w, h in panels)
        ]
        assert astride == []

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_a_thin_line_leads_from_a_step_to_what_is_drawn(self, layout):
        width, height = EVERY[layout].size
        leads = {step: place for step, place in places(layout).items() if place.lead}
        assert leads.keys() >= {"pfc_connectivity", "nmdar_lhb", "lhb_bursting", "monoamine_reward"}
        for step, place in leads.items():
            a, b, c, d = place.lead
            assert all(0 < x < width for x in (a, c)), step
            assert all(0 < y < height for y in (b, d)), step
            assert row_of("stage_drawn", step)["basis"] != "not_known", f"a line to where {step} is claims to know its place"

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_a_readers_own_arrow_seldom_runs_through_a_step_that_it_does_not_touch(self, layout):
        steps = list(places(layout))
        pairs = [pair for pair in itertools.combinations(steps, 2) if "__".join(pair) not in BOARD.arrows]
        through = 0
        for source, target in pairs:
            a, b = places(layout)[source], places(layout)[target]
            around = obstacles(EVERY[layout], source, target)
            corners = bow((a.x, a.y), (b.x, b.y), around, EVERY[layout].size)
            ends = [(a.x, a.y), *corners, (b.x, b.y)]
            curve = bent(*ends) if len(corners) == 1 else np.transpose(along(np.array(ends), 4))
            others = [place for step, place in places(layout).items() if step not in (source, target)]
            through += any(math.hypot(x - each.x, y - each.y) < EVERY[layout].badge for x, y in curve for each in others)
        assert through < {"wide": 0.08, "narrow": 0.2}[layout] * len(pairs)

    @pytest.mark.parametrize("layout", EVERY)
    def test_a_tail_ends_inside_and_off_the_name_of_its_step(self, layout):
        width, height = EVERY[layout].size
        for step, place in places(layout).items():
            x, y = tail_end(EVERY[layout], step)
            assert 0 < x < width, step
            assert 0 < y < height, step
            assert math.hypot(x - place.x, y - place.y) == pytest.approx(TAIL, rel=0.16)

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_what_has_no_known_place_stands_in_the_tray(self, layout):
        left, top, width, height = EVERY[layout].tray
        for row in load("stage_drawn").to_dict("records"):
            if row["place"] == "Tray":
                place = places(layout)[row["step"]]
                assert left <= place.x <= left + width, row["step"]
                assert top <= place.y <= top + height, row["step"]


class TestClaims:
    def test_the_place_of_every_step_of_every_account_has_its_support_or_says_that_it_has_none(self):
        rows = {row["step"]: row for row in load("stage_drawn").to_dict("records")}
        assert {step for route in BOARD.routes.values() for step in route.steps} <= set(rows)
        for step, row in rows.items():
            assert all(work(key).full for key in row["refs"])
            assert row["refs"] or row["basis"] in ("not_known", "symbol"), step
            assert row["comment"].endswith("."), step

    def test_every_claim_of_the_drawing_is_on_the_list_with_its_support(self):
        rows = load("stage_claims").to_dict("records")
        listed = {row["step"] for row in rows}
        steps = {step for route in BOARD.routes.values() if route.mixes for step in route.steps}
        assert steps <= listed
        changing = {(row["step"], row["aspect"]) for row in rows}
        for artist in draw().axes[0].get_children():
            kind, _, rest = str(artist.get_gid() or "").partition("|")[2].partition("=")
            step, *states = rest.split(":")
            if kind == "part" and states[0] in ("raises", "lowers") and step in steps:
                told = {aspect for at, aspect in changing if at == step}
                assert told & {"change", "growth", "sign"}, step
        for row in rows:
            assert row["refs"] or row["basis"] in ("symbol", "not_known"), row["claim"]
            assert (row["read"] == "none") is not bool(row["refs"]), row["claim"]
            assert all(work(key).full for key in row["refs"])

    def test_a_spot_that_no_work_states_has_a_dashed_outline(self):
        marked = {row["step"] for row in load("stage_claims").to_dict("records") if row["outcome"] == "marked"}
        unstated = {row["step"] for row in load("stage_drawn").to_dict("records") if row["basis"] == "not_known" and row["place"] != "Tray"}
        assert unstated <= marked
        for artist in draw().axes[0].get_children():
            kind, _, step = str(artist.get_gid() or "").partition("|")[2].partition("=")
            if kind == "place" and step in marked:
                assert isinstance(artist, Patch), step
                assert artist.get_linestyle() not in ("solid", "-"), step

    def test_what_is_drawn_in_a_place_that_no_work_states_says_so(self):
        unknown = r"do(es)? not say|not stated|not known|in no particular place|not in one part"
        for row in load("stage_drawn").to_dict("records"):
            if row["basis"] == "not_known":
                assert re.search(unknown, row["comment"], re.IGNORECASE), row["step"]


class TestWords:
    def parts(self):
        found: dict[str, set[str]] = {}
        for artist in draw().axes[0].get_children():
            kind, _, rest = str(artist.get_gid() or "").partition("|")[2].partition("=")
            if kind == "part":
                step, states = rest.split(":")[:2]
                found.setdefault(step, set()).update(states.split(","))
        return found

    def test_every_state_of_a_part_is_a_word_of_the_reading_and_of_the_rules(self):
        for step, states in self.parts().items():
            assert step in BOARD.steps
            assert states <= STATES
            for state in states:
                assert f".p.{state} > .{state}" in rules()

    def test_every_gauge_shows_every_outcome(self):
        for end in BOARD.fixed:
            assert self.parts()[end] >= STATES - {"given"}

    def test_what_moves_shows_itself_at_rest_and_changed(self):
        for step, states in self.parts().items():
            if step not in ("ketamine", "expectancy"):
                assert states & {"raises", "lowers"}, step

    def test_the_page_is_painted_before_its_script_as_the_script_would(self):
        shown = cascade.reading({"at": "mood_sustained", "blocked": ["mtorc1"]})["shown"]
        page = painted(_scene.stage.scene, shown)
        for step, look in shown["parts"].items():
            for letter in "pl":
                if f'data-{letter}="{step}"' in page:
                    assert f'class="{letter} {look}" data-{letter}="{step}"' in page
        for arrow, (sign, look) in shown["arrows"].items():
            if f'data-a="{arrow}"' in page:
                assert f'class="a {sign} {look}" data-a="{arrow}"' in page
        assert f'class="b {shown["badges"]["mtorc1"][2]}" data-b="mtorc1"' in page

    def test_the_scene_is_small(self):
        assert _scene.stage.scene.count("<") < 2200
