"""YAML: what is wrong is told with file, line and column, and no file can take the machine with it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import pytest
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course import yaml_files
from ketamine_course.forms import misfits
from ketamine_course.yaml_files import MAX_BYTES, YamlError, parse, read

BOMB = "a: &a [x, x]\n" + "".join(f"{here}: &{here} [*{before}, *{before}]\n" for before, here in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [1", "x.yaml, line 1, column 6: is not readable as YAML: expected ',' or ']', but got '<stream end>'"),
        ("a: 1\nb: 2\na: 3\n", "x.yaml, line 3, column 1: is not readable as YAML: 'a' stands already in line 1"),
        (BOMB, "x.yaml, line 1, column 4: is not readable as YAML: '&a': write the value out"),
        ("a: *b\n", "x.yaml, line 1, column 4: is not readable as YAML: '*b': write the value out"),
        ("a: " + "[" * 3000, "x.yaml, line 1, column 23: is not readable as YAML: is deeper than 20 levels"),
        ("a: 2026-13-45\n", "x.yaml, line 1, column 4: is not readable as YAML: '2026-13-45' has no value: put it in quotes"),
        ("a: .nan\n", "x.yaml, line 1, column 4: is not readable as YAML: '.nan' is not a number that can be shown"),
        ("a: 1e999\nb: -.inf", "x.yaml, line 2, column 4"),
        ("? [1]\n: 2\n", "x.yaml, line 1, column 3"),
        ("a: !!python/object:os.system x\n", "x.yaml, line 1, column 4: is not readable as YAML: could not determine a constructor"),
        ("a: 1\n--- \nb: 2\n", "x.yaml, line 2, column 1"),
        ("a: 1\nb: \x00\n", "x.yaml, line 2: holds a character that no text has (U+0000)"),
        ("a:\t1\n b: 2\n", "x.yaml, line 1, column 3"),
        ("x" * (MAX_BYTES + 1), "x.yaml: has more than 500 kB; split it"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, text, told):
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(YamlError) as caught:
        read(tmp_path / "x.yaml")
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_utf8_are_told_with_their_line(tmp_path):
    (tmp_path / "x.yaml").write_bytes(b"a: 1\nb: Caf\xe9\n")
    with pytest.raises(YamlError, match=r"x\.yaml, line 2: is not UTF-8"):
        read(tmp_path / "x.yaml")


@given(st.text(alphabet=st.sampled_from("ab01-:?[]{}&*!|>'\"%@`#, \n\t\\x<=~."), max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text):
    with suppress(YamlError):
        parse(text, "x.yaml")
        return
    with pytest.raises(YamlError, match=r"\Ax\.yaml[^\n]*\Z"):
        parse(text, "x.yaml")


PLAIN = st.recursive(
    st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


@given(PLAIN)
def test_what_is_sound_reads_as_the_library_reads_it(value):
    text = yaml.dump(value, Dumper=NoAliases, allow_unicode=True)
    assert parse(text, "x.yaml") == yaml.safe_load(text)


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _):
        return True


@dataclass(frozen=True)
class Part:
    text: str
    right: bool = False


@dataclass(frozen=True)
class Whole:
    name: str
    number: float | None = None
    parts: tuple[Part, ...] = ()
    kept: str = ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: a\nnumber: 2\nparts:\n- text: b\n", []),
        ("name: a\nnumber: 1,5\n", [("number", 2, "is '1,5', not a number with a decimal point; nearest: 1.5")]),
        ("name: yes\n", [("name", 1, "is true, not text; put it in quotes")]),
        ("nam: a\n", [("nam", 1, "'nam' is unknown; nearest: 'name'")]),
        ("name: a\nname2: b\n", [("name2", 2, "'name2' is unknown; nearest: 'name'")]),
        ("number: 2\n", [("name", 1, "is missing")]),
        ("name: a\nkept: b\n", [("kept", 2, "'kept' is unknown; valid: 'name', 'number', 'parts'")]),
        ("name: a\nparts: b\n", [("parts", 2, "is 'b', not a list")]),
        (
            "name: a\nparts:\n- text: b\n- text: [c]\n  right: 1\n",
            [("parts, 2, text", 4, "is a list, not text"), ("parts, 2, right", 5, "is 1, not true or false")],
        ),
        ("- a\n", [("", None, "is a list, not a list of names with values")]),
    ],
)  # fmt: skip
def test_what_does_not_fit_a_form_is_told_field_by_field(text, told):
    assert list(misfits(parse(text, "x.yaml"), Whole, hidden=("kept",))) == told


@pytest.mark.parametrize(
    "path", sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("data/**/*.yaml"), *ROOT.glob("src/**/plans/*.yaml")])
)
def test_the_quick_reader_reads_what_the_telling_one_reads(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    if yaml_files._Quick is None:
        pytest.skip("PyYAML came without libyaml")
    quick, telling = (yaml.load(text, loader) for loader in (yaml_files._Quick, yaml_files._Loader))
    assert yaml_files._is_plain(text)
    assert lined(quick) == lined(telling)


def lined(part):
    """Return a value with the lines that its mappings know."""
    if isinstance(part, yaml_files.Record):
        return part.line, part.lines, {key: lined(value) for key, value in part.items()}
    return [lined(each) for each in part] if isinstance(part, list) else part


def test_what_one_caller_changes_no_other_sees():
    parse("a: {b: [1]}", "x.yaml")["a"]["b"].append(2)
    assert parse("a: {b: [1]}", "x.yaml") == {"a": {"b": [1]}}
