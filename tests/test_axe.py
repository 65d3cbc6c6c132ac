"""The axe-core that all tests use finds what axe-core as published finds."""

from __future__ import annotations

import json

import browser

PAGE = """<!doctype html><html><head><title>Faults</title><style>
body { background: #eee; color: hsl(0.5turn 20% 30%) } .veil { background: rgba(0, 0, 0, 0.4) } .thin { opacity: 0.5 }
.drawn { background: linear-gradient(red, blue) } .lit { text-shadow: 0 0 3px white; color: oklch(60% 0.1 200) }
</style></head><body><main><h1>Faults</h1><img src="data:,"><input><p>Plain words.</p><p style="color: silver">Pale words.</p>
<div class="veil"><p>Behind one veil.</p>
<div class="veil thin"><p style="color: rebeccapurple">Behind two veils <a href="#">a link</a>.</p></div></div>
<p class="drawn">On a gradient.</p><p class="lit">With a shadow.</p><p style="color: color(srgb 0.9 0.9 0.8)">In another notation.</p>
<button style="width: 9px; height: 9px; padding: 0"></button><button style="width: 9px; height: 9px; padding: 0">B</button>
<div id="twice"></div><div id="twice" role="nothing" aria-label="x"></div><section id="host"></section></main><script>
const root = document.getElementById("host").attachShadow({ mode: "open" });
root.innerHTML = "<style>p { color: #999; background: #aaa }</style><p>In a shadow root.</p><select><option>One</option></select>";
</script></body></html>"""
RUN = """tags => axe.run({ runOnly: { type: "tag", values: tags } })
  .then(({ violations, incomplete, passes, inapplicable }) => JSON.stringify({ violations, incomplete, passes, inapplicable }))"""


def told(chromium, tmp_path, code):
    (tmp_path / "faults.html").write_text(PAGE, encoding="utf-8")
    page = chromium.new_context().new_page()
    page.goto((tmp_path / "faults.html").as_uri())
    page.evaluate(code)
    found = json.loads(page.evaluate(RUN, browser.WCAG_22_AA))
    page.context.close()
    return found


def test_every_finding_is_the_same_as_that_of_axe_core_as_published(chromium, tmp_path):
    ours, published = (told(chromium, tmp_path, code) for code in (browser.AXE, browser.AXE_PROPER))
    assert ours == published
    rules = {each["id"]: len(each["nodes"]) for each in ours["violations"]}
    assert rules["color-contrast"] >= 3
    assert len(rules) >= 6
    assert ours["incomplete"]


def test_findings_are_told_one_by_one(chromium, tmp_path):
    (tmp_path / "faults.html").write_text(PAGE, encoding="utf-8")
    page = chromium.new_context().new_page()
    page.goto((tmp_path / "faults.html").as_uri())
    found = browser.violations(page)
    page.context.close()
    assert {each.partition(":")[0] for each in found} >= {"color-contrast", "image-alt", "html-has-lang", "label", "button-name"}
