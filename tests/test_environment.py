"""The environment: filled by uv or pip from one lock, noticed and repaired where a part is gone, one set-up at a time."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import environment
import pytest
from conftest import ROOT

from ketamine_course import freshness


def hash_of(content):
    """The hash of a file as a package's list of files gives it."""
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def wheel(folder, name):
    """Write a package of one module; return its line for a lock."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    facts = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "whole = True\n",
        f"{facts}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{facts}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for place, text in files.items():
            archive.writestr(place, text)
        record = "".join(f"{place},{hash_of(text.encode())},{len(text)}\n" for place, text in files.items())
        archive.writestr(f"{facts}/RECORD", f"{record}{facts}/RECORD,,\n")
    return f"{name.replace('_', '-')}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project of two packages from wheels in a folder, in an environment that replaces a broken one: made once, for it takes seconds."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "requirements").mkdir()
    lock_text = "".join(wheel(folder, name) for name in ("large_part", "small_part"))
    for kind in ("lab", "test"):
        (folder / "requirements" / f"{kind}.lock").write_text(lock_text, encoding="utf-8")
    (folder / "pyproject.toml").write_text("[project]\nname = 'ketamine-course'\nversion = '1'\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "ROOT", folder)
        patch.setattr(environment, "VENV", folder / ".venv")
        environment.venv_program("python").parent.mkdir(parents=True)
        environment.venv_program("python").write_text("broken", encoding="utf-8")
        assert not environment.is_usable()
        environment.make_venv()
        assert environment.is_usable()
    return folder


@pytest.fixture
def here(project, monkeypatch):
    """Set-up works on that project, without any network; its own last step, the editable install, is left out."""
    real = environment.run
    monkeypatch.setattr(environment, "ROOT", project)
    monkeypatch.setattr(environment, "VENV", project / ".venv")
    monkeypatch.setattr(environment, "LOCKS", {kind: project / "requirements" / f"{kind}.lock" for kind in ("lab", "test")})
    monkeypatch.setattr(
        environment, "run", lambda command, **more: real([sys.executable, "-c", ""] if "--editable" in command else command, **more)
    )
    for name in ("PIP_NO_INDEX", "UV_OFFLINE", "UV_NO_INDEX"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    for name in ("PIP_FIND_LINKS", "UV_FIND_LINKS"):
        monkeypatch.setenv(name, str(project))
    monkeypatch.setattr(environment, "uv_on_path", lambda: None)
    return project


def use_uv(monkeypatch):
    monkeypatch.setattr(environment, "uv_on_path", lambda: Path(sys.executable).with_name("uv"))


class TestPreparing:
    @pytest.mark.usefixtures("here")
    def test_it_installs_by_uv_or_pip_notices_what_is_gone_and_installs_only_that_again(self, monkeypatch, capsys):
        environment.prepare("lab")
        module, other = (environment.site_packages() / f"{name}_part.py" for name in ("large", "small"))
        assert module.is_file()
        description = environment.site_packages() / "large_part-1.0.dist-info"
        use_uv(monkeypatch)
        for damage in (
            module.unlink,
            lambda: module.write_text("cut"),
            lambda: shutil.rmtree(description),
            (description / "RECORD").unlink,
        ):
            untouched = other.stat().st_mtime_ns
            damage()
            capsys.readouterr()
            environment.prepare("lab")
            said = capsys.readouterr().out
            assert "large_part 1.0" in said
            assert "small_part" not in said
            assert module.read_text(encoding="utf-8") == "whole = True\n"
            assert other.stat().st_mtime_ns == untouched
            environment.prepare("lab")
            assert capsys.readouterr().out == ""

    def test_what_is_not_what_the_lock_pins_is_not_installed(self, here, monkeypatch):
        locked = here / "requirements" / "test.lock"
        monkeypatch.setattr(environment, "LOCKS", {"lab": here / "wrong.lock", "test": locked})
        (here / "wrong.lock").write_text(re.sub(r"sha256:\w{64}", "sha256:" + "0" * 64, locked.read_text()).replace("1.0", "1.0.0"))
        shutil.rmtree(environment.site_packages() / "large_part-1.0.dist-info", ignore_errors=True)
        with pytest.raises(SystemExit, match=r"could not be downloaded or installed .* details are in \.venv/setup\.log"):
            environment.prepare("lab")
        assert not environment.serving("lab")

    def test_where_uv_fails_pip_installs_the_same_lock(self, here, monkeypatch, capsys):
        use_uv(monkeypatch)
        monkeypatch.setenv("UV_FIND_LINKS", str(here / "nothing"))
        shutil.rmtree(environment.site_packages() / "large_part-1.0.dist-info", ignore_errors=True)
        environment.stamp("lab").unlink(missing_ok=True)
        environment.prepare("lab")
        assert "trying pip" in capsys.readouterr().out
        assert environment.damaged("lab") == []

    def test_uv_trusts_the_certificates_that_this_computer_trusts(self, monkeypatch):
        use_uv(monkeypatch)
        monkeypatch.setenv("UV_SYSTEM_CERTS", "")  # so that it is put back after this test
        monkeypatch.delenv("UV_SYSTEM_CERTS")
        name, _ = next(environment.installers(repair=False))
        assert name == "uv"
        code = "import os, sys; sys.exit(os.environ.get('UV_SYSTEM_CERTS') != '1')"  # what uv itself would read
        assert environment.run([sys.executable, "-c", code]).returncode == 0

    def test_an_environment_serves_while_it_works_and_its_folder_stays_where_it_is(self, here, monkeypatch):
        assert environment.is_usable()
        monkeypatch.setattr(environment, "ROOT", here / "elsewhere")
        assert not environment.is_usable()
        monkeypatch.setattr(environment, "ROOT", here)
        settings = environment.VENV / "pyvenv.cfg"
        kept = settings.read_text(encoding="utf-8")
        settings.unlink()
        assert not environment.is_usable()
        settings.write_text(kept, encoding="utf-8")
        assert environment.is_usable()

    def test_a_second_set_up_waits_for_the_first(self, tmp_path):
        code = (
            f"import environment as e, pathlib; e.ROOT = pathlib.Path({str(tmp_path)!r});"
            "e.serving = lambda kind: kind; e.damaged = lambda kind: []; e.prepare('lab'); print('second')"
        )
        with freshness.one_at_a_time(tmp_path / "_build" / "setup.lock"):
            second = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT / "tools", stdout=subprocess.PIPE, text=True)
            assert second.stdout is not None
            assert second.stdout.readline().strip() == environment.WAITING
            assert second.poll() is None
        assert second.communicate(timeout=30)[0].strip() == "second"
