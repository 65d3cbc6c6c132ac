"""Importing reads no facts: a damaged table breaks the picture that needs it, not the whole course."""

from __future__ import annotations

import json
import subprocess
import sys

from conftest import ROOT

PROGRAM = """
import importlib, json, os, pkgutil, sys, traceback
from pathlib import Path
import ketamine_course

data, opened = Path(sys.argv[1]), {}

def watch(event, arguments):
    path = arguments[0] if event == "open" else None
    if isinstance(path, (str, os.PathLike)) and Path(path).is_relative_to(data):
        frames = [frame for frame in traceback.extract_stack() if "ketamine_course" in frame.filename]
        opened.setdefault(f"{Path(frames[0].filename).name}:{frames[0].lineno}", os.fspath(path))

sys.addaudithook(watch)
names = [each.name for each in pkgutil.walk_packages(ketamine_course.__path__, "ketamine_course.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(json.dumps({"modules": names, "opened": opened}))
"""


def test_importing_every_module_of_the_package_reads_no_table():
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "data")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"ketamine_course.tables", "ketamine_course.pictures.claim_quality._atlas", "ketamine_course.lesson"} <= set(found["modules"])
    assert found["opened"] == {}, "the first lines that read a table while modules are imported"


def test_pandas_is_loaded_by_nothing_but_a_data_frame_that_is_asked_for():
    """It takes a second and 30 MB in each kernel; counting touches the models of every notebook and nearly all tables."""
    program = """
import sys
from ketamine_course import lesson, pictures, tables
from ketamine_course.lesson.clinic_page import clinic_page
from ketamine_course.lesson.own_text import own_text
from ketamine_course.models.counts import counts

counts(), lesson.questions(), own_text(), lesson.ten_claims("before"), clinic_page("clinic", "00_start_here")
before = "pandas" in sys.modules
tables.load("timings")
print(before, "pandas" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert done.stdout.split() == ["False", "True"], done.stderr
