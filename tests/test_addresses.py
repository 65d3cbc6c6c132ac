"""Where a link may lead: three schemes, whole, and nothing that a browser would read as something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course import addresses

REFUSED = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "\x01javascript:x",    "javascript&#58;alert(1)", "java&Tab;script:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd",
    "blob:https://x.org/1",
    "//example.org", "/path", "#part", "", "https:", "https://", "https:///path", "https://a b.org", 'https://a.org/"onclick=x', "https://a.org/<b>",
    "https://user:word@a.org\\@b.org", "http:javascript:x", "tel:javascript", "mailto:a@b.org?x=<y>", "ftp://a.org", "https://a.org\u200b",
    "about:blank", "view-source:https://a.org", "https://a.org/\u202egpj.exe",
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_no_address_is_refused(address):
    told = addresses.problem(address)
    assert told is not None
    assert "nearest" in told or "valid: https:..., http:..., tel:..., mailto:..." in told


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org", "http://example.org:8000/a?b=c&d=e#f", "https://doi.org/10.1016/S0006-3223(99)00230-9", "tel:+498001110111",
        "tel:116-123", "mailto:help@example.org", "https://example.org/%3Ca%3E", "https://en.example.org/wiki/Caf\u00e9",
    ],
)  # fmt: skip
def test_an_address_is_taken(address):
    assert addresses.problem(address) is None


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/help", "https://example.org/help"),
        ("help@example.org", "mailto:help@example.org"),
        ("+49 800 1110111", "tel:+498001110111"),
        ("tel:116 123", "tel:116123"),
        ("https:/example.org", "https://example.org"),
        ("https://example.org/a b", "https://example.org/a%20b"),
    ],
)
def test_what_was_meant_is_named(address, near):
    assert str(addresses.problem(address)).endswith(f"nearest: {near!r}")


@given(st.text(max_size=40))
def test_whatever_is_taken_begins_with_one_of_the_schemes_and_holds_no_markup(text):
    if addresses.linkable(text):
        assert text.partition(":")[0].lower() in addresses.SCHEMES
        assert not set(text) & set("\"'<>\\` \t\r\n") - {"'"}
