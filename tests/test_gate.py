"""What a finished page must not hold is told with its line, however it is written; what our pages hold passes."""

from __future__ import annotations

import pytest

from ketamine_course.publish import gate
from ketamine_course.publish.site import policy
from ketamine_course.widgets import embed

REFUSED = [
    "<script>alert(1)</script>", "<SCRIPT>alert(1)</SCRIPT>", '<script type="module">import "x"</script>',
    '<script type="text/plain" >x', '<script src="https://example.org/x.js"></script>', '<script src="//example.org/x.js"></script>',
    '<script src="data:text/javascript,x"></script>', '<img src="x" onerror="alert(1)">', "<img src=x OnError=alert(1)>",
    '<svg onload="x"></svg>', "<body onload=x>", "<details ontoggle=x open>", '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>', '<a href=" javascript:alert(1)">x</a>', '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>', '<a href="javascript&colon;alert(1)">x</a>', '<a href="&#x6A;avascript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>', '<a href="vbscript:x">x</a>', '<a href="//example.org">x</a>',
    '<a href="file:///etc/passwd">x</a>', '<form action="javascript:x"></form>', '<button formaction="javascript:x">x</button>',
    '<svg><a xlink:href="javascript:x">x</a></svg>', '<svg><animate attributeName="href" to="javascript:x"/></svg>',
    '<iframe src="index.html"></iframe>', '<iframe srcdoc="x"></iframe>', '<object data="x.svg"></object>', '<embed src="x.svg">',
    '<base href="https://example.org/">', '<meta http-equiv="Refresh" content="0;url=https://example.org">',
    '<img src="https://example.org/x.png">', '<link rel="stylesheet" href="https://example.org/x.css">',
    '<img srcset="x.png 1x, https://example.org/y.png 2x">', '<a href="x" ping="https://example.org" onclick="x">x</a>',
]  # fmt: skip


@pytest.mark.parametrize("page", REFUSED)
def test_what_runs_or_leads_elsewhere_is_told_with_its_line(page):
    (told, *_) = gate.faults(f"<p>one\n{page}")
    assert told.startswith("line 2: ")


@pytest.mark.parametrize(
    "page",
    [
        '<a href="atlas.html#claim-S1-001">x</a>', '<a href="https://example.org?a=b&amp;c">x</a>', '<a href="tel:+498001110111">x</a>',
        '<a href="mailto:a@example.org">x</a>', '<img src="data:image/png;base64,xx">',
        '<svg><image href="data:image/png;base64,xx"/></svg>', '<script src="_static/course.js" defer></script>',
        '<script type="application/json">{"a": "<b>"}</script>',
        '<script>\n  document.body.dataset.theme = localStorage.getItem("theme") || "auto";\n</script>',
        "<p>javascript:alert(1) &lt;script&gt;</p>", '<p title="onerror=x">x</p>',
    ],
)  # fmt: skip
def test_what_our_pages_hold_passes(page):
    assert gate.faults(page) == []


def test_our_own_modules_pass_and_a_changed_one_does_not():
    for script in embed.scripts():
        assert gate.faults(f'<script type="module">{script}</script>') == []
        assert gate.faults(f'<script type="module">{script}alert(1)</script>') != []


def test_a_page_is_named(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "x.html").write_text("<p>\n<script>alert(1)</script>", encoding="utf-8")
    with pytest.raises(gate.PageError) as caught:
        gate.hold(tmp_path)
    assert str(caught.value) == "notebooks/x.html, line 2: an inline script is neither ours nor the theme's: 'alert(1)'"


def test_the_policy_never_lists_a_script_that_is_not_ours():
    foreign = "alert(1)"
    assert policy.hashed(foreign) not in policy.policy([f"<script>{foreign}</script>"])
    theme = next(iter(gate.THEME_SCRIPTS))
    assert policy.hashed(theme) in policy.policy([f"<script>{theme}</script>"])
