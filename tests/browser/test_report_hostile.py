"""Text of a CV that would like to be part of the page: markup, scripts, endings of scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from browser.conftest import Opener
from browser.pages import sample_profiles, screen
from cpo_screen.criteria import load_criteria
from cpo_screen.exports.report import export_report
from cpo_screen.model import Contact, Evidence, Remark, Span
from cpo_screen.screening import Screening

CRITERIA = load_criteria()
NAMES = ".ranked tbody .open-card"

ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "<svg/onload=alert(3)>",
    "'\"><iframe src=javascript:alert(4)>",
    "&lt;b&gt;${alert(5)}{{7*7}}",
    "\u2028alert(6)//\u202ecod.exe",
)


def attacked(text: str) -> Screening:
    """Everybody has `text` in each place that a CV can reach."""
    words = Evidence(1, 1, Span(0, len(text)), text, "rule:test")
    profiles = []
    for one in sample_profiles():
        positions = tuple(replace(p, title=text, company=text, evidence=words) for p in one.positions)
        education = tuple(replace(e, degree=text, field=text, institution=text) for e in one.education)
        signals = tuple(replace(s, evidence=words, amount=text) for s in one.leadership)
        profiles.append(
            replace(
                one,
                contact=Contact(text, text, text, text, text),
                positions=positions,
                education=education,
                leadership=signals,
                programmes=tuple(replace(p, name=text) for p in one.programmes),
                warnings=(Remark("x", text),),
                source=replace(one.source, path=f"cvs/{text}"),
            )
        )
    return screen(profiles, CRITERIA)


@pytest.mark.parametrize("text", ATTACKS)
def test_no_text_of_a_cv_becomes_part_of_the_page(open_page: Opener, text: str) -> None:
    found = attacked(text)
    page = open_page(export_report(found, CRITERIA))
    page.evaluate(
        "document.addEventListener('securitypolicyviolation', e => console.log(e.violatedDirective))"
    )
    shown = "".join(char for char in " ".join(text.split()) if char.isprintable())
    assert set(page.locator(NAMES).all_text_contents()) == {shown}
    page.locator(NAMES).first.click()
    assert page.locator("dialog h2").text_content() == shown
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.locator("dialog button.close").click()
    page.locator("#views label", has_text="Chart").click()
    page.locator(".dot").first.focus()
    assert page.locator("img, iframe, object, embed, link, form").count() == 0
    assert page.locator("script").count() == 2
    page.wait_for_timeout(50)
