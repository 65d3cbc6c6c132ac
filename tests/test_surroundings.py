"""What else is on a computer does not reach into .venv: other packages, other kernels, a home that cannot be written, Ctrl+C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import environment
import pytest
import surroundings
from conftest import ROOT

START = (
    f"import sys; sys.path.insert(0, {str(ROOT / 'tools')!r}); import surroundings; print(*surroundings.settle(), sep='\\n', flush=True); "
)

SETUP = str(ROOT / "tools" / "setup.py")


def python(code, **variables):
    return subprocess.run([sys.executable, "-c", START + code], capture_output=True, text=True, check=False, env=os.environ | variables)


def test_packages_of_another_python_stay_out_and_that_is_said(tmp_path):
    (tmp_path / "numpy.py").write_text("raise ImportError('the wrong numpy')", encoding="utf-8")
    code = "import subprocess; subprocess.check_call([sys.executable, '-c', 'import numpy; print(numpy.__version__)'])"
    done = python(code, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("PYTHONPATH is set on this computer; it is left aside here")


def test_a_kernel_of_that_name_that_belongs_to_another_python_is_not_used(tmp_path):
    foreign = tmp_path / "data" / "kernels" / "python3"
    foreign.mkdir(parents=True)
    (foreign / "kernel.json").write_text(
        json.dumps({"argv": ["no-such-python", "{connection_file}"], "display_name": "Wrong", "language": "python"})
    )
    code = (
        "import subprocess; subprocess.check_call([sys.executable, '-c', "
        "'from jupyter_client.kernelspec import get_kernel_spec as get; print(get(\"python3\").argv[0])'])"
    )
    for variable in ("JUPYTER_DATA_DIR", "JUPYTER_PATH"):
        done = python(code, **{variable: str(tmp_path / "data")})
        assert "no-such-python" not in done.stdout, variable
        assert done.returncode == 0, done.stderr


def test_where_the_home_cannot_be_written_settings_go_into_the_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(surroundings, "home", lambda: tmp_path / "nowhere")
    variables = {"JUPYTER_DATA_DIR": "chosen"}
    assert list(surroundings.settle(variables)) == [
        "Your home folder cannot be written; Jupyter keeps its settings in _build/home instead."
    ]
    assert variables["JUPYTER_DATA_DIR"] == "chosen"
    assert Path(variables["IPYTHONDIR"]) == ROOT / "_build" / "home" / "ipython"


def test_modules_are_compiled_once_where_python_may_keep_nothing_beside_them(tmp_path):
    (tmp_path / "some_module.py").write_text("", encoding="utf-8")
    code = "import subprocess; subprocess.check_call([sys.executable, '-c', 'import some_module'])"
    forbidden = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(tmp_path / "kept")}
    done = subprocess.run([sys.executable, "-c", START + code], cwd=tmp_path, check=False, env=os.environ | forbidden)
    assert done.returncode == 0
    assert list((tmp_path / "kept").rglob("some_module.*.pyc"))
    assert not list(tmp_path.glob("__pycache__"))


def test_they_are_kept_in_build_unless_somebody_chose_another_place(monkeypatch, tmp_path):
    monkeypatch.setattr(surroundings, "home", lambda: tmp_path)
    for chosen in ({}, {"PYTHONPYCACHEPREFIX": "chosen"}):
        variables = {"PYTHONDONTWRITEBYTECODE": "1", **chosen}
        assert list(surroundings.settle(variables)) == []
        assert variables == {"JUPYTER_PREFER_ENV_PATH": "1", "PYTHONPYCACHEPREFIX": str(ROOT / "_build" / "bytecode"), **chosen}


def test_nothing_is_said_where_nothing_is_unusual(monkeypatch, tmp_path):
    monkeypatch.setattr(surroundings, "home", lambda: tmp_path)
    variables: dict[str, str] = {}
    assert list(surroundings.settle(variables)) == []
    assert variables == {"JUPYTER_PREFER_ENV_PATH": "1"}


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied", "/shared/course/_build")

    monkeypatch.setattr(environment, "one_at_a_time", refuse)
    with pytest.raises(SystemExit, match=r"^Stopped: this folder cannot be written \(/shared/course/_build\)\. Copy it"):
        environment.prepare("lab")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to a process")
def test_ctrl_c_ends_set_up_with_a_sentence(tmp_path):
    """Set-up waits for another one, is interrupted, and says how to go on."""
    held = tmp_path / "held.py"
    held.write_text(
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what it runs behind it ignore Ctrl+C\n"
        f"import runpy, sys, time; sys.path[:0] = [{str(ROOT / 'tools')!r}, {str(ROOT / 'src')!r}]; import environment\n"
        "def prepare(kind): print('waiting', flush=True); time.sleep(60)\n"
        f"environment.prepare = prepare; sys.argv = ['setup.py', 'prepare-lab']; runpy.run_path({SETUP!r}, run_name='__main__')\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([sys.executable, held], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    while "waiting" not in process.stdout.readline():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert said == "Stopped by you. Run the same command again: it continues where it stopped.\n"
    assert process.returncode == 1
