"""A page that is loaded again leads its reader back to where it was left, although it grows while its widgets come alive."""

from __future__ import annotations

import browser
import pytest

NAME = "05_claim_quality"
NEAR = 3
"""Pixels that a reader does not notice."""


@pytest.fixture
def address(export):
    return export(NAME).as_uri()


@pytest.fixture
def page(chromium, address):
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(address)
    browser.alive(page)
    yield page
    context.close()


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_a_reload_leads_back(page, share):
    page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", share)
    before = page.evaluate("scrollY")
    browser.reload(page)
    page.wait_for_timeout(300)
    assert before > 1000
    assert abs(page.evaluate("scrollY") - before) <= NEAR


def test_who_moves_is_not_held(page):
    page.evaluate("scrollTo(0, 9000)")
    browser.reload(page)
    page.mouse.wheel(0, -4000)
    page.wait_for_function("scrollY < 6000")
    page.set_viewport_size({"width": 1300, "height": 768})  # all is laid out anew
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") < 8000


def test_a_new_visit_begins_at_the_top(page, address):
    page.evaluate("scrollTo(0, 9000)")
    page.goto(address)
    browser.alive(page)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
