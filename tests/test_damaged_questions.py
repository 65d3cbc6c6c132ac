"""Forty files of questions, each damaged in one place: each is told in one line with file, question and field, or line and column."""

from __future__ import annotations

import pytest
from conftest import ROOT
from samples import every

from checks.questions import question_faults
from ketamine_course.lesson import asking
from ketamine_course.models.counts import filled
from ketamine_course.widgets.question import QuestionError
from ketamine_course.widgets.question_files import load_questions

FILE = "03_route_dose_rate.yaml"
SOURCE = (ROOT / "data" / "lessons" / "questions" / FILE).read_text(encoding="utf-8")
NOSE, SHARE = "- name: predict-nose\n", "- name: warm-up-share\n"
BOMB = "  explanation: &a [x]\n" + "".join(f"  e{n}: &e{n} [*{'a' if n == 0 else f'e{n - 1}'}]\n" for n in range(9))
FIRST_OPTION = '    - text: "Injected into a muscle"\n      feedback: "Uptake'
CASES = {
    # What YAML cannot read: line and column.
    "a bracket left open": (NOSE, "- name: [predict-nose\n", ("line ", "column ", "not readable as YAML")),
    "a quotation mark lost": ('prompt: "Two people', "prompt: 'Two people", ("line ", "not readable as YAML")),
    "a tab for spaces": ("  kind: text\n", "\tkind: text\n", ("line 3, column 1", "not readable as YAML")),
    "an indent lost": ("  kind: text\n", "kind: text\n", ("line 3, column 1", "not readable as YAML")),
    "a colon in a bare text": ("  kind: text\n", "  kind: text: long\n", ("line 3, column 13", "not readable as YAML")),
    "a key twice": ("  kind: text\n", "  kind: text\n  kind: text\n", ("line 4, column 3", "'kind' stands already in line 3")),
    "a bomb of anchors": ("  kind: text\n", f"  kind: text\n{BOMB}", ("line 4, column 16", "'&a': write the value out")),
    "an alias to nothing": ("  kind: text\n", "  kind: *text\n", ("line 3, column 9", "'*text'")),
    "too deep": ("  kind: text\n", f"  kind: {'[' * 90}\n", ("line 3", "deeper than 20 levels")),
    "too large": ("  kind: text\n", f"  kind: {'x' * 600_000}\n", ("more than 500 kB",)),
    "a tag of Python": ("  kind: text\n", "  kind: !!python/name:os.system\n", ("line 3, column 9", "constructor")),
    "a second document": ("  kind: text\n", "  kind: text\n---\n", ("line 4", "expected a single document")),
    "a day that does not exist": ("  kind: text\n", "  kind: 2026-02-30\n", ("line 3, column 9", "put it in quotes")),
    "a character that is none": ("  kind: text\n", "  kind: \x07text\n", ("line 3", "U+0007")),
    # What has another type: question and field.
    "a decimal comma": (NOSE, NOSE + "  answer: 1,5\n", ("question 3 (predict-nose), field answer", "nearest: 1.5")),
    "a word for a number": (SHARE, SHARE + "  tolerance: small\n", ("(warm-up-share), field tolerance", "not a number")),
    "yes without quotes": (
        'text: "Injected into a muscle"',
        "text: yes",
        ("(predict-longest), field options, 1, text", "is true, not text"),
    ),
    "a number for a text": ('text: "Injected into a muscle"', "text: 11", ("(predict-longest), field options, 1, text", "is 11, not text")),
    "right as a word": (
        '      right: true\n      feedback: "This loss',
        '      right: yess\n      feedback: "This loss',
        ("(warm-up-share), field options, 1, right", "not true or false"),
    ),
    "options as a text": (
        NOSE,
        "- name: predict-odd\n  kind: single\n  prompt: x\n  options: none\n" + NOSE,
        ("field options", "not a list"),
    ),
    "refs as a text": ("refs: [yanagihara2003, intranasalpk2022]", "refs: yanagihara2003", ("(predict-nose), field refs", "not a list")),
    "a question that is a word": (NOSE, "- predict\n" + NOSE, ("question 3: is not a question",)),
    "an empty prompt": (
        '  prompt: "Two studies',
        '  prompt:\n  asks: "Two studies',
        ("(predict-nose), field prompt", "is empty, not text"),
    ),
    "infinite": (NOSE, NOSE + "  answer: .inf\n", ("line ", "not a number that can be shown")),
    "an item with a word for its answer": (
        "      answer: 45\n",
        "      answer: most\n",
        ("(predict-nose), field items, 2, answer", "not a number"),
    ),
    # Names: unknown, missing, of another form.
    "a field misspelt": (
        '  explanation: "You will need',
        '  explanaton: "You will need',
        ("(warm-up-share), field explanaton", "'explanation'"),
    ),
    "a field of an option misspelt": (
        FIRST_OPTION,
        FIRST_OPTION.replace("feedback", "feedbak"),
        ("options, 1, feedbak", "nearest: 'feedback'"),
    ),
    "a field that only the course sets": (NOSE, NOSE + "  page: 01\n", ("(predict-nose), field page", "is unknown")),
    "a name that leads elsewhere": (NOSE, "- name: ../../evil\n", ("question 3, field name", "nearest: 'evil'")),
    "a name with a space": (NOSE, "- name: Predict nose\n", ("question 3, field name", "nearest: 'predict-nose'")),
    "a name twice": (NOSE, SHARE, ("question 3 (warm-up-share), field name", "is taken")),
    "no name": (NOSE, "- reason: false\n", ("question 3, field name", "is missing")),
    "no kind": (SHARE + "  kind: single\n", SHARE, ("(warm-up-share), field kind", "is missing")),
    "a kind misspelt": (SHARE + "  kind: single\n", SHARE + "  kind: singel\n", ("(warm-up-share), field kind", "nearest: 'single'")),
    # What has the right form and cannot be used.
    "a work that does not exist": (
        "[yanagihara2003, ",
        "[yanagihara2033, ",
        ("question predict-nose, field refs", "nearest: 'yanagihara2003'"),
    ),
    "a status that does not exist": ("  mark: seen\n", "  mark: saw\n", ("question predict-nose, field mark", "is unknown")),
    "an earlier question that does not exist": (
        "recalls: warm-up-differ",
        "recalls: warm-up-difer",
        ("field recalls", "nearest: 'warm-up-differ'"),
    ),
    "nothing right": (
        '      right: true\n      feedback: "This loss',
        '      feedback: "This loss',
        ("(warm-up-share), field options", "has 0"),
    ),
    "an option twice": ('text: "Injected into a muscle"', 'text: "Swallowed"', ("(predict-longest), field options", "is offered twice")),
    "a number that nobody counts": (
        'prompt: "Two studies',
        'prompt: "{txts} Two studies',
        ("(predict-nose), field prompt", "nearest: 'texts'"),
    ),
    "no explanation": (
        '  explanation: "There is no model answer here, but your list comes back at the end of the notebook."\n',
        "",
        ("(warm-up-differ), field explanation", "needs an explanation"),
    ),
}


def test_there_are_at_least_forty():
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", every(4, CASES))
def test_a_damaged_file_is_told_in_one_line(data_copy, case):
    old, new, words = CASES[case]
    assert old in SOURCE
    path = data_copy / "lessons" / "questions" / FILE
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    (told,) = map(str, question_faults(data_copy))
    assert told.startswith(f"lessons/questions/{FILE}")
    assert "\n" not in told
    for part in words:
        assert part in told
    with pytest.raises(QuestionError, match=FILE):  # and no cell of a notebook gets further
        load_questions(path, asking.basis, fill=filled)
