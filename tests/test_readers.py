"""Packages for learning platforms in the hands of readers that nobody here wrote: GIFT, QTI and SCORM as public libraries see them.

`tests/readers` names the libraries; `npm ci --prefix tests/readers` installs them, as CI does. Without them these tests are skipped.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from decimal import Decimal

import browser
import pytest
from conftest import ROOT

from ketamine_course.lesson import COLLECTION
from ketamine_course.publish.teacher.notebook_pages import questions_of
from ketamine_course.publish.teacher.platforms import gift, qti2, scorm
from ketamine_course.publish.teacher.platforms.items import items_of

READERS = ROOT / "tests" / "readers"
INSTALLED = READERS / "node_modules"
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
SITE = "http://platform.test"
NAME = "01_mechanism_cascade"


@pytest.fixture(scope="module", autouse=True)
def installed():
    if not (INSTALLED / ".package-lock.json").is_file() or not shutil.which("node"):
        assert not os.environ.get("CI"), "CI must install the readers before the tests"
        pytest.skip("the readers are not installed: npm ci --prefix tests/readers")


def read_with(script, *arguments):
    done = subprocess.run(["node", script, *arguments], cwd=READERS, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def items(name):
    return items_of(name, questions_of(name).values())


# GIFT.


def test_gift_pegjs_finds_every_question_with_its_answers_and_feedback(tmp_path):
    paths = []
    for name in NAMES:
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_bytes(gift.quiz([(name, items(name))]))
    types = {"one": "MC", "several": "MC", "number": "Numerical", "text": "Essay"}
    for name, found in zip(NAMES, read_with("gift.js", *paths), strict=True):
        asked = [each for each in found if each["type"] != "Category"]
        for item, read in zip(items(name), asked, strict=True):
            assert (read["title"], read["type"], read["id"]) == (item.title, types[item.shape], item.ident)
            assert read["stem"]["text"] == " ".join(item.prompt.split())
            assert (read["globalFeedback"] or {"text": ""})["text"] == " ".join(" ".join(item.after).split())
            if item.options:
                told = [(each["text"]["text"], each["feedback"]["text"]) for each in read["choices"]]
                assert told == [(" ".join(option.text.split()), " ".join(option.feedback.split())) for option in item.options]
                right = [each["isCorrect"] or (each["weight"] or 0) > 0 for each in read["choices"]]
                assert right == [option.right for option in item.options]
            if item.shape == "number":
                (choice,) = read["choices"]
                assert choice["text"] == {"type": "range", "number": float(item.answer), "range": float(item.tolerance)}


# QTI 2.1.

PLAYER = """<!doctype html><script type="module">
import { ItemContainer } from "/cdn/index.js";
window.ready = customElements.whenDefined("qti-assessment-item");
</script><qti-item><item-container></item-container></qti-item>"""
PLAY = """async ([xml, answers]) => {
  await window.ready;
  const container = document.querySelector("item-container");
  container.itemXML = xml;
  let item;
  for (let tries = 0; tries < 200 && !item; tries++) {
    await new Promise((done) => setTimeout(done, 10));
    item = container.shadowRoot?.querySelector("qti-assessment-item") ?? container.querySelector("qti-assessment-item");
  }
  await item.updateComplete;
  const shown = item.textContent;
  const scores = answers.map((answer) => {
    item.updateResponseVariable("RESPONSE", answer);
    item.processResponse();
    return Number(item.variables.find(({ identifier }) => identifier === "SCORE")?.value);
  });
  container.itemXML = "";
  item.remove();
  return { shown, scores };
}"""


@pytest.fixture(scope="module")
def player(chromium):
    """A page with qti-components, which takes an item and answers, and returns the scores."""
    page = chromium.new_context().new_page()
    cdn = INSTALLED / "@citolab" / "qti-components" / "cdn"
    page.route(f"{SITE}/**", lambda route: route.fulfill(body=PLAYER, content_type="text/html"))
    page.route(
        f"{SITE}/cdn/**", lambda route: route.fulfill(path=cdn / route.request.url.rsplit("/", 1)[1], content_type="text/javascript")
    )
    page.goto(f"{SITE}/")
    yield page
    page.context.close()


def answers_and_scores(item):
    """Answers to an item, and what each should score: right, wrong, and just inside and outside the tolerance."""
    if item.shape == "number":
        step = Decimal("0.001")
        inside = [item.answer, item.lowest, item.highest]
        outside = [item.lowest - step, item.highest + step]
        return [(f"{each:f}", 1) for each in inside] + [(f"{each:f}", 0) for each in outside]
    right = [letter for letter, option in zip(item.letters, item.options, strict=True) if option.right]
    wrong = [letter for letter in item.letters if letter not in right]
    if item.shape == "one":
        return [(right[0], 1), *((letter, 0) for letter in wrong)]
    return [(right, 1), (right[::-1], 1), (right[:-1], 0), ([*right, *wrong[:1]], 0 if wrong else 1), (wrong[:1], 0)]


@pytest.mark.parametrize("name", [NAME, *(pytest.param(each, marks=pytest.mark.sweep) for each in NAMES if each != NAME)])
def test_qti_components_shows_and_scores_every_item(player, tmp_path, name):
    asked = items(name)
    for item in asked:
        (tmp_path / f"{item.ident}.xml").write_bytes(qti2.item_file(item))
    converted = read_with("qti3.js", tmp_path)
    for item in asked:
        expected = answers_and_scores(item) if item.shape != "text" else []
        told = player.evaluate(PLAY, [converted[f"{item.ident}.xml"], [answer for answer, _ in expected]])
        assert item.prompt.split()[0] in told["shown"], item.name
        for option in item.options:
            assert option.text in told["shown"], item.name
        assert list(zip([answer for answer, _ in expected], told["scores"], strict=True)) == expected, item.name


# SCORM 1.2.

PLATFORM = """<!doctype html><script src="/scorm12.min.js"></script><script>
window.API = new Scorm12API({ logLevel: 5 });
const kept = sessionStorage.getItem("kept");
if (kept) API.loadFromJSON(JSON.parse(kept), "");
</script><iframe src="/unit/PAGE.html" style="width: 1000px; height: 900px"></iframe>"""
CMI = "() => { const { cmi } = API.renderCMIToJSONObject(); return cmi; }"


@pytest.fixture
def platform(chromium, export):
    """A function that opens a unit inside scorm-again's runtime, each time in a browser that has never been here, with what was kept."""
    live = scorm.LivePage(NAME, "Title", export(NAME).read_text(encoding="utf-8"), tuple(questions_of(NAME).values()))
    archive = zipfile.ZipFile(io.BytesIO(scorm.package(NAME, "Title", [live], COLLECTION)))
    runtime = INSTALLED / "scorm-again" / "dist" / "scorm12.min.js"
    opened = []

    def go(kept=None, before=""):
        context = chromium.new_context()
        page = context.new_page()
        opened.append(context)
        page.route(f"{SITE}/**", lambda route: route.fulfill(body=PLATFORM.replace("PAGE", NAME), content_type="text/html"))
        page.route(f"{SITE}/unit/**", lambda route: route.fulfill(body=archive.read(f"{NAME}.html"), content_type="text/html"))
        page.route(f"{SITE}/scorm12.min.js", lambda route: route.fulfill(path=runtime, content_type="text/javascript"))
        if kept or before:
            script = f"if (location.pathname === '/' ) {{ sessionStorage.setItem('kept', {json.dumps(json.dumps(kept))});"
            page.add_init_script((script + "}" if kept else "") + before)
        page.goto(f"{SITE}/")
        frame = page.frame(url=f"{SITE}/unit/**")
        frame.locator("[data-alive]").first.wait_for(state="attached")
        return page, frame

    yield go
    for context in opened:
        context.close()


def test_the_manifest_keeps_to_the_schemas_of_adl(tmp_path):
    pages = [scorm.LivePage(name, name, "<head></head>", ()) for name in NAMES]
    manifest = zipfile.ZipFile(io.BytesIO(scorm.package("course", "Course", pages, COLLECTION))).read("imsmanifest.xml")
    for content, valid in ((manifest, True), (manifest.replace(b'scormtype="sco"', b'scormtype="page"'), False)):
        (tmp_path / "imsmanifest.xml").write_bytes(content)
        assert read_with("scorm_schema.js", tmp_path / "imsmanifest.xml")["valid"] is valid


def answered(frame, question, text):
    form = browser.question(frame, question.prompt)
    browser.answer(form, text)


def status(page):
    return page.evaluate(CMI)["core"]


def test_scorm_again_launches_keeps_the_score_and_resumes(platform):
    first, second = [each for each in questions_of(NAME).values() if each.kind == "single" and not each.discuss][:2]
    page, frame = platform()
    assert status(page)["lesson_status"] == "incomplete"
    answered(frame, first, next(option.text for option in first.options if option.right))
    answered(frame, second, next(option.text for option in second.options if not option.right))
    page.wait_for_function("API.cmi.suspend_data.length > 0 && Number(API.cmi.core.score.raw) > 0")
    graded = sum(each.kind != "text" for each in questions_of(NAME).values())
    assert int(status(page)["score"]["raw"]) == round(100 / graded)
    page.wait_for_timeout(200)
    page.evaluate("document.querySelector('iframe').remove()")
    kept = page.evaluate(CMI)
    assert kept["core"]["exit"] == "suspend"
    assert 0 < len(kept["suspend_data"]) <= 4096

    again, frame = platform(kept)
    form = browser.question(frame, first.prompt)
    right = next(option for option in first.options if option.right)
    form.get_by_text(right.feedback).wait_for()
    assert form.get_by_label(right.text, exact=True).is_checked()
    assert again.evaluate(CMI)["core"]["lesson_status"] == "incomplete"


def test_another_students_answers_in_the_same_browser_are_not_shown(platform):
    question = next(each for each in questions_of(NAME).values() if each.kind == "single")
    record = {"kind": "single", "page": NAME, "prompt": question.prompt, "given": [0], "text": "x", "right": True, "confidence": None,
              "first": "x", "first_right": True, "first_confidence": None, "rounds": 1}  # fmt: skip
    place = f"course-answers/{COLLECTION}/{NAME}"
    page, frame = platform(before=f"localStorage.setItem({json.dumps(place)}, {json.dumps(json.dumps({question.name: record}))});")
    assert frame.evaluate("coursePage.answers.size") == 0
    assert page.evaluate(CMI)["core"]["score"]["raw"] in ("", "0")


def test_all_answers_right_are_a_completed_unit_with_full_score_and_long_texts_are_named(platform):
    page, frame = platform()
    give = """(long) => {
      const { questions } = JSON.parse(document.getElementById("course-questions").textContent);
      const noise = Array.from({ length: 9000 }, () => Math.random().toString(36)[2]).join("");
      for (const [place, { name, kind, prompt }] of questions.entries()) {
        const text = kind === "text" && place === 0 && long ? noise : "mine";
        const right = kind === "text" ? null : true;
        const first = { first: text, first_right: null, first_confidence: null, rounds: 1 };
        coursePage.answers.set(name, { kind, page: "p", prompt, given: text, text, right, confidence: null, ...first });
      }
      coursePage.dispatchEvent(new Event("answer"));
    }"""
    frame.evaluate(give, False)
    page.wait_for_function("API.cmi.core.lesson_status === 'completed' && API.cmi.core.score.raw === '100'")
    frame.evaluate(give, True)
    told = frame.locator("[data-scorm]")
    told.wait_for()
    first = next(iter(questions_of(NAME).values()))
    assert "no room left" in told.text_content()
    assert first.prompt in told.text_content()
    assert len(page.evaluate(CMI)["suspend_data"]) <= 4096
