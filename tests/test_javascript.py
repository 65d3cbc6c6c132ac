"""The widgets' modules: checked by their own tools where node is at hand, and never stale where it is not."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess

import pytest
from conftest import ROOT
from samples import some

from ketamine_course.widgets import embed

PACKAGE = ROOT / "src" / "ketamine_course"
JS = PACKAGE / "widgets" / "js"
SCRIPTS = PACKAGE / "publish" / "site" / "scripts"
SOURCES = [JS / "widgets.js", *(path for room in ("core", "host", "logic", "store", "widgets") for path in (JS / room).rglob("*.js"))]
BUNDLED = [*SOURCES, *SCRIPTS.glob("*.js")]
BUNDLES = [*(JS / "dist" / f"{name}.js" for name in (*embed.BUNDLES, "loader")), PACKAGE / "publish" / "site" / "static" / "course.js"]
NODE = shutil.which("node")
MISSING = "node and the tools are not installed: `make check-js` installs the tools and runs this check"


def node(*arguments):
    assert NODE is not None
    return subprocess.run([NODE, *arguments], cwd=JS, check=False, capture_output=True, text=True)


def told(done):
    return f"{done.stdout[-4000:]}{done.stderr[-4000:]}"


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.name)
def test_the_bundles_were_built_from_these_modules(bundle):
    whole = hashlib.sha256()
    for name in sorted(path.relative_to(PACKAGE).as_posix() for path in BUNDLED):
        whole.update(f"{name}\n{(PACKAGE / name).read_text(encoding='utf-8')}\0".encode())
    assert f"Sources {whole.hexdigest()[:16]}." in bundle.read_text(encoding="utf-8"), "stale: run `make js` and commit what it writes"


@pytest.mark.parametrize("check", some(["style", "types", "fresh"], ["fresh"]))  # `unit` is what the next test runs without these tools
def test_the_tools_are_content(check):
    if NODE is None or not (JS / "node_modules" / ".package-lock.json").is_file():
        assert not os.environ.get("CI"), "CI must install node and the tools before the tests"
        pytest.skip(MISSING)
    done = node("build/check.js", check)
    assert done.returncode == 0, told(done)


def test_the_unit_tests_need_nothing_but_node():
    if NODE is None:
        pytest.skip("node is not installed: the modules' unit tests did not run")
    done = node("--test", "--test-reporter=spec", *map(str, sorted((ROOT / "tests" / "js").glob("*.test.js"))))
    assert done.returncode == 0, told(done)


def test_only_pictures_are_ever_set_as_markup():
    found = [
        (path.name, line.strip())
        for path in BUNDLED
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", line)
    ]
    assert sorted(name for name, _ in found) == ["drawing.js", "film.js"]
    assert all(re.search(r"innerHTML: (frame\.)?svg\b", line) for _, line in found)
    readers = {path.name for path in BUNDLED if re.search(r'import \{[^}]*\} from "\./drawing\.js"', path.read_text("utf-8"))}
    assert readers == {"motion.js", "view.js"}
    shown = [
        line.strip()
        for line in next(path for path in BUNDLED if path.name == "view.js").read_text("utf-8").splitlines()
        if "#drawing.show(" in line
    ]
    assert shown == ["else this.#drawing.show(frame.svg);"]


def test_a_bundle_can_stand_inside_a_script():
    for bundle in BUNDLES:
        assert not re.search(r"</script|<!--", bundle.read_text(encoding="utf-8")), bundle.name


def test_the_lock_file_names_no_host():
    lock = (JS / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert '"integrity"' in lock


def test_no_bundle_is_left_over():
    assert {path.stem for path in (JS / "dist").iterdir()} == {*embed.BUNDLES, "loader", "frame"}
    assert {path.stem for path in (JS / "css").iterdir()} == {
        "base",
        "scene",
        *(kind for kinds in embed.BUNDLES.values() for kind in kinds),
    }
