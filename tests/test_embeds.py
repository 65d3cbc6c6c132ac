"""One figure, or one notebook's questions, inside somebody else's page: on another origin, in a sandbox that allows scripts only."""

from __future__ import annotations

import gzip
import html
import json
import re
from functools import cache

import browser
import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from playwright.sync_api import expect
from test_pictures import PALETTE
from test_site import watched

from ketamine_course import lesson
from ketamine_course.lesson.asking import question_files
from ketamine_course.publish.executions import exporting
from ketamine_course.publish.figures import drawings, explorables
from ketamine_course.publish.site import embeds, policy, server, settings
from ketamine_course.widgets import embed, packing, palette
from ketamine_course.widgets.controls import Opens
from ketamine_course.widgets.stage import Stage

FIGURES = list(drawings())
SETS = [f"questions-{path.stem[3:]}" for path in question_files()]
CLOCK, STAGE, ASKED = "mechanism_cascade-clock", "mechanism_cascade-stage", "questions-mechanism_cascade"
SAMPLE = [CLOCK, STAGE, ASKED]
OWN_BYTES, WHOLE_BYTES = 60_000, 87_000
STRICT = "allow-scripts"
HOST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Somebody's course</title><main><h1>Week 3</h1>
<iframe id="shown" title="A figure" src="{src}" sandbox="{sandbox}" width="100%" height="300"></iframe></main>
<script>globalThis.told = [];
addEventListener("message", ({{ data, source }}) => {{ if (source === document.getElementById("shown").contentWindow) told.push(data); }});
</script></html>"""


@pytest.fixture(scope="module")
def headers(site):
    """The headers of a site whose setting lets anybody show its pages."""
    return [(name, value.replace("frame-ancestors 'self'", "frame-ancestors *")) for name, value in server.headers_of(site)]


@pytest.fixture(scope="module")
def address(site, headers):
    with server.served(site, headers) as base:
        yield base


@pytest.fixture(scope="module")
def hosts(tmp_path_factory):
    """A folder of pages on another origin, and its address."""
    folder = tmp_path_factory.mktemp("host")
    with server.served(folder, []) as base:
        yield folder, base


@pytest.fixture
def shown(chromium, address, hosts):
    """Show an embed in a host's frame; afterwards nothing may have gone wrong and no request may have left the two servers."""
    opened = []

    def show(name, fragment="", sandbox=STRICT, base=address, **options):
        folder, host = hosts
        (folder / "week.html").write_text(HOST.format(src=f"{base}/embeds/{name}.html{fragment}", sandbox=sandbox), encoding="utf-8")
        page = chromium.new_context(**{"color_scheme": "dark", "viewport": {"width": 375, "height": 900}, **options}).new_page()
        opened.append((page, watched(page, host, base)))
        page.goto(f"{host}/week.html")
        frame = page.locator("#shown").element_handle().content_frame()
        frame.locator("[data-course-widget]:not([data-alive])").first.wait_for(state="detached")
        return page, frame

    yield show
    for page, trouble in opened:
        page.context.close()
        assert trouble == []


@pytest.fixture
def alone(chromium, address):
    """Open an embed as a page of its own."""
    page = chromium.new_context().new_page()
    trouble = watched(page, address)

    def go(name, fragment=""):
        page.goto(f"{address}/embeds/{name}.html{fragment}")
        page.locator("[data-course-widget]:not([data-alive])").first.wait_for(state="detached")
        return page

    yield go
    page.context.close()
    assert trouble == []


@cache
def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def last_height(page):
    page.wait_for_function("told.length > 0")
    return page.evaluate("told.at(-1).height")


class TestEachHasOne:
    def test_every_figure_and_every_set_of_questions_has_a_page_and_nothing_else_does(self, site):
        assert {path.stem for path in (site / "embeds").glob("*.html")} == {*FIGURES, *SETS}

    def test_each_says_what_it_is_and_leads_back_to_its_place(self, site):
        titles = {name: each.title for name, each in drawings().items()}
        for path in sorted((site / "embeds").glob("*.html")):
            page = soup(path)
            back = page.select_one("footer a.back")["href"]
            notebook, place = back.split("#")
            assert titles.get(path.stem, "Questions on ") in page.title.get_text(), path.stem
            widget = soup(path.parent / notebook).find(id=place)  # the place holds the same widget there
            assert widget["data-course-widget"] == page.find(id=place)["data-course-widget"], path.stem

    def test_a_set_asks_all_questions_of_its_notebook(self, site):
        for path in question_files():
            page = soup(site / "embeds" / f"questions-{path.stem[3:]}.html")
            assert len(page.select("[data-course-widget=question], [data-course-widget=mark]")) == len(lesson.questions_of(path.stem))

    def test_the_gallery_has_the_lines_for_each(self, site):
        lines = [code.get_text() for code in soup(site / "gallery.html").select("details.copy code")]
        for name in (*FIGURES, *SETS):
            kinds = [re.split(r"(?<=<iframe)|(?<=```)|(?<=!\[)", line)[0] for line in lines if f"/embeds/{name}.html" in line]
            assert kinds == (["<iframe", "```", "[!["] if name in FIGURES else ["<iframe", "```"]), name

    def test_own_bytes_are_few(self, site):
        for path in sorted((site / "embeds").glob("*.html")):
            text = path.read_text(encoding="utf-8")
            own = re.sub(r'<script type="module">.*?</script>', "", text, flags=re.DOTALL)
            assert len(gzip.compress(own.encode(), 9)) < OWN_BYTES, path.stem
            layouts: dict[str, int] = {"": 0}
            for node in soup(path).select("script[data-source]"):
                size = len(gzip.compress((path.parent / str(node["data-source"])).read_bytes(), 9))
                layouts[str(node["data-course-pack"])] = layouts.get(str(node["data-course-pack"]), 0) + size
            assert len(gzip.compress(text.encode(), 9)) + max(layouts.values()) < WHOLE_BYTES, path.stem


@pytest.mark.parametrize(
    "name", [*SAMPLE, *(pytest.param(each, marks=pytest.mark.sweep) for each in (*FIGURES, *SETS) if each not in SAMPLE)]
)
def test_in_a_strict_sandbox_it_is_alive_accessible_and_tells_its_height(shown, name):
    page, frame = shown(name)
    assert frame.evaluate("origin") == "null"  # no storage, no cookies
    assert browser.violations(frame) == []
    assert browser.sideways(frame) == 0
    height = last_height(page)
    page.locator("#shown").evaluate("(frame, height) => { frame.style.height = `${height}px`; }", height)
    assert frame.evaluate("document.documentElement.scrollHeight") == height
    assert set(page.evaluate("Object.keys(told.at(-1))")) == {"type", "height", "page"}


@cache
def frames_of(page):
    """The packed frames of a figure's page, and what they hold, by width."""
    found = {}
    for node in soup(page).select("script[data-source]"):
        script = (page.parent / str(node["data-source"])).read_text(encoding="utf-8")
        text = json.loads(script.rstrip(";\n").partition("]=")[2])
        found[float(str(node["data-course-pack"]))] = (text, json.loads(packing.decompressed(text)))
    return found


@pytest.mark.parametrize("name", explorables())
class TestEveryState:
    """All states of an explorable in every width, as they were drawn for its page; how they are laid out: tests/test_pictures.py."""

    def test_all_are_there_and_fit_the_budget_of_the_explorable(self, site, name):
        source, found = explorables()[name], frames_of(site / "embeds" / f"{name}.html")
        assert set(found) == set(source.widths)
        for units, (text, frames) in found.items():
            assert set(frames) == {source.key(choice, units) for choice in source.states()}
            assert len(text) <= source.page_budget

    def test_each_is_told_apart_by_words_that_are_the_same_for_every_width(self, site, name):
        (_, usual), *others = frames_of(site / "embeds" / f"{name}.html").values()
        told = [(frame["description"], frame["status"]) for frame in usual.values()]
        apart = {json.dumps(frame) for frame in usual.values()}  # what no reader sets changes nothing where nothing waits for a question
        assert len({description for description, _ in told}) == len(apart)
        assert len(apart) == len(told) or any(control.kind == Opens.kind for control in explorables()[name].controls.values())
        assert all(len(description.split()) <= 110 for description, _ in told)
        assert all([(frame["description"], frame["status"]) for frame in other.values()] == told for _, other in others)

    def test_colours_are_those_of_the_palette_and_the_status_is_printed(self, site, name):
        for _, frames in frames_of(site / "embeds" / f"{name}.html").values():
            for key, frame in frames.items():
                svg = palette.plain(frame["svg"])
                assert set(re.findall(r"#[0-9a-f]{6}\b", svg)) <= PALETTE, key
                assert f"Status: {frame['status']}" in svg, key
                assert frame["table"] is None or all(row[0] for row in frame["table"]["rows"]), key


class TestAddress:
    def test_a_figure_begins_where_the_address_says(self, shown):
        _, frame = shown(CLOCK, "#until=4&group=people")
        figure = drawings()[CLOCK]
        assert frame.locator("p.description").text_content() == figure.picture(until="4", group="people").description

    def test_it_moves_by_keyboard_and_the_height_follows(self, shown):
        page, frame = shown("rival_hypotheses-experiment_bench")
        before, heights = frame.locator("p.description").text_content(), page.evaluate("told.length")
        frame.get_by_role("slider").focus()
        page.keyboard.press("ArrowRight")
        expect(frame.locator("p.description")).not_to_have_text(before)
        frame.locator("details.table summary").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("before => told.length > before", arg=heights)

    def test_the_address_follows_the_controls_and_holds_only_what_differs(self, alone):
        page = alone(CLOCK)
        page.get_by_role("slider").focus()
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile(r"#until=[\d.]+$"))

    def test_a_value_that_does_not_exist_is_told_with_those_that_do(self, alone):
        page = alone(CLOCK, "#until=tomorrow")
        told = page.locator("p.told")
        expect(told).to_contain_text("“tomorrow” is not a value of “until”")
        expect(told).to_contain_text(", ".join(explorables()[CLOCK].controls["until"].options))
        page.get_by_role("slider").focus()
        page.keyboard.press("ArrowRight")
        expect(told).to_have_text("")

    def test_a_stage_begins_where_the_address_says(self, shown, alone):
        stage = drawings()[STAGE]
        assert isinstance(stage, Stage)
        label, state = next((label, state) for label, state in stage.tries.items() if state.get("blocked"))
        page = alone(STAGE)
        page.get_by_role("button", name=label, exact=True).click()
        expect(page).to_have_url(re.compile("#.*blocked="))
        _, frame = shown(STAGE, page.evaluate("location.hash"))
        expect(frame.locator("section.card")).to_contain_text(stage.read(stage.check(state))["sentences"]["result"])


class TestQuestions:
    def test_they_are_answered_by_keyboard_where_forms_are_not_allowed(self, shown):
        page, frame = shown(ASKED)
        first = next(each for each in lesson.questions_of("01_mechanism_cascade").values() if each.kind == "single" and not each.result)
        form = browser.question(frame, first.prompt)
        form.get_by_label(next(option.text for option in first.options if option.right), exact=True).focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        if first.confidence:
            form.get_by_role("radio", name="%").first.check()
            page.keyboard.press("Enter")
        expect(form.locator(".verdict")).to_have_text(re.compile("^Right"))

    def test_they_say_that_nothing_is_kept_and_offer_nothing_that_a_sandbox_refuses(self, shown):
        _, frame = shown(ASKED)
        for send in frame.locator("form button[type=submit]").all():
            form = send.locator("xpath=ancestor::form")
            for field in form.locator("textarea").all():
                field.fill("words")
            for group in form.locator("fieldset").all():
                if group.get_by_role("radio").count():
                    group.get_by_role("radio").first.check()
            send.click()
        text = " ".join([*frame.locator("form").all_inner_texts(), frame.locator("main").inner_text()])
        assert "Nothing is kept here: your answers will be lost when you leave or reload this page." in text
        for false in ("kept in this browser", "stay in this browser", "Download", "Keep my notes", "Start afresh"):
            assert false not in text, false

    def test_the_way_back_is_shown_in_words_where_new_tabs_may_not_open(self, shown, address):
        _, frame = shown(ASKED)
        expect(frame.locator("footer .address")).to_contain_text(f"{address}/notebooks/01_mechanism_cascade.html#")

    def test_outside_a_sandbox_answers_are_kept_as_on_the_site(self, alone):
        page = alone(ASKED)
        question = next(each for each in lesson.questions_of("01_mechanism_cascade").values() if each.kind == "text")
        form = browser.question(page, question.prompt)
        form.locator("textarea").fill("My own words")
        form.get_by_role("button", name="Keep my notes").click()
        assert page.locator("footer .address").count() == 0
        page.goto(page.url.split("/embeds/")[0] + "/notebooks/01_mechanism_cascade.html")
        expect(browser.question(page, question.prompt).locator("textarea")).to_have_value("My own words")


class TestPolicy:
    def test_at_first_no_other_site_may_show_the_pages(self, chromium, site, hosts):
        folder, host = hosts
        with server.served(site) as base:
            (folder / "week.html").write_text(HOST.format(src=f"{base}/embeds/{CLOCK}.html", sandbox=STRICT), encoding="utf-8")
            page = chromium.new_context().new_page()
            messages = []
            page.on("console", lambda message: messages.append(message.text))
            page.goto(f"{host}/week.html")
            page.wait_for_timeout(500)
            assert page.evaluate("told") == []
            assert any("frame-ancestors 'self'" in each for each in messages)
            page.context.close()

    def test_the_setting_names_who_may(self, tmp_path):
        chosen = settings.settings({"COURSE_FRAME_ANCESTORS": "'self' https://moodle.example.edu https://*.example.org"})
        policy.write_policy(tmp_path, chosen["frame_ancestors"])
        rules = dict(server.headers_of(tmp_path))["Content-Security-Policy"].split("; ")
        assert "frame-ancestors 'self' https://moodle.example.edu https://*.example.org" in rules

    def test_without_it_only_the_site_itself_may(self):
        assert settings.settings({"COURSE_FRAME_ANCESTORS": ""})["frame_ancestors"] == "'self'"

    @pytest.mark.parametrize(
        "given", ["moodle.example.edu", "https://a.example; script-src *", "https://a.example/course", "'unsafe-inline'"]
    )
    def test_what_is_no_server_is_refused_by_name(self, given):
        with pytest.raises(settings.SettingsError, match=r"'frame_ancestors' takes .* such as https://moodle\.example\.edu"):
            settings.settings({"COURSE_FRAME_ANCESTORS": given})


def test_the_module_for_other_tools_shows_a_figure_as_high_as_its_content(chromium, site, headers, hosts):
    folder, host = hosts
    with server.served(site, [*headers, ("Access-Control-Allow-Origin", "*")]) as base:
        page = chromium.new_context(viewport={"width": 800, "height": 700}).new_page()
        trouble = watched(page, host, base)
        (folder / "myst.html").write_text("<!doctype html><html lang='en'><title>x</title><main></main></html>", encoding="utf-8")
        page.goto(f"{host}/myst.html")
        page.evaluate(
            """async ([module, data]) => {
                const { default: widget } = await import(module);
                globalThis.leave = widget.render({ model: { get: (name) => data[name] }, el: document.querySelector("main") });
            }""",
            [f"{base}/{policy.FIGURE_MODULE}", {"src": f"{base}/embeds/{CLOCK}.html#until=4", "title": "The clock"}],
        )
        frame = page.frame_locator("iframe[title='The clock']")
        figure = drawings()[CLOCK]
        expect(frame.locator("p.description")).to_have_text(figure.picture(until="4").description)
        page.wait_for_function("(f => f.clientHeight > 300 && f.style.height !== '640px')(document.querySelector('iframe'))")
        page.evaluate("leave()")
        assert page.locator("iframe").count() == 0
        page.context.close()
        assert trouble == []


def test_the_lines_name_this_site_and_can_be_copied(chromium, address):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    trouble = watched(page, address)
    page.goto(f"{address}/gallery.html")
    details = page.locator("details.copy").filter(has_text=f"embeds/{CLOCK}.html").first
    details.locator("summary").click()
    details.get_by_role("button", name="Copy").first.click()
    expect(details.get_by_role("status").first).to_contain_text("Copied")
    line = page.evaluate("navigator.clipboard.readText()")
    title = html.escape(drawings()[CLOCK].title)
    assert line.startswith(f'<iframe src="{address}/embeds/{CLOCK}.html" title="{title}"')
    assert "ADDRESS-OF-THIS-SITE" not in page.locator("article").text_content()
    context.close()
    assert trouble == []


def test_what_a_notebook_that_was_run_has_drawn_is_not_drawn_again(monkeypatch):
    clock = explorables()[CLOCK]
    with exporting():
        embed.new_page()
        shown = clock()._repr_mimebundle_()["text/html"]
    monkeypatch.setattr(clock, "_frames", {})
    monkeypatch.setattr(clock, "draw", lambda **_: pytest.fail("drawn again"))
    cell = nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", {"text/html": shown})])
    embeds.keep_drawn({ROOT / "notebooks" / "01_mechanism_cascade.ipynb": nbformat.v4.new_notebook(cells=[cell])})
    with exporting():
        embed.new_page()
        assert clock()._repr_mimebundle_()["text/html"] == shown
