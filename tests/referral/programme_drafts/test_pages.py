"""An administrator's programme, from an empty draft over the forms to the directory."""

import re
from typing import Any
from urllib.parse import urlparse

import pytest

from tests.platform import Stepped, platform
from tests.volunteers.test_pages import sent, shown

__all__ = ["platform"]

ROOT = "/referral/directory/programme-drafts"
BASICS = {
    "code": "koirapolku",
    "version": "1",
    "name.fi": "Koirapolku",
    "name.sv": "Hundstigen",
    "name.en": "Dog trail",
    "summary.fi": "Nuori ja koira kulkevat metsäpolulla.",
    "provider": "mll-vs",
    "provider_kind": "VOLUNTEER_GUIDED",
    "controller_scenario": "A",
    "referable": "yes",
}
AUDIENCE = {"audience.kinds": ["YOUNG_PERSON"], "audience.age_min": "13", "needs": ["LONELINESS"]}
SUPPORT = {"support": "MATCHED", "vetting.regime": "NOT_PERMITTED", "supporter.kind": "VOLUNTEER"}
PHASE = {"phases.0.code": "LEASH", "phases.0.name.fi": "Hihna", "phases.0.name.en": "Leash"}


def begun(platform: Stepped, browser: Any, **typed: str) -> str:
    """The page of a new draft."""
    answer = sent(platform, browser, f"{ROOT}/new", f"{ROOT}/new", **typed)
    assert answer.status_code == 303, answer.text
    return str(urlparse(answer.headers["Location"]).path)


def filled(platform: Stepped, browser: Any, draft: str, section: str, **typed: Any) -> str:
    """Save one section; where it leads."""
    where = f"{draft}/sections/{section}"
    answer = sent(platform, browser, where, where, **typed)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def text_of(browser: Any, draft: str) -> str:
    page = shown(browser, f"{draft}/text").text
    area = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.S)
    assert area
    return area[1].replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")


def test_a_programme_is_made_by_forms_and_published(platform: Stepped) -> None:
    browser = platform.browser("admin")
    draft = begun(platform, browser, code="koirapolku", title="Koirapolku")
    first = shown(browser, draft, lang="fi").text
    assert "puuttuu" in first
    assert f"{draft}/publication" not in first
    wrong = AUDIENCE | {"audience.age_max": "12"}
    assert filled(platform, browser, draft, "audience", **wrong).endswith("?checked=yes")
    again = shown(browser, f"{draft}/sections/audience", checked="yes", lang="fi").text
    assert "12 on pienempi kuin age_min 13" in again
    filled(platform, browser, draft, "audience", **AUDIENCE)
    filled(platform, browser, draft, "basics", **BASICS)
    filled(platform, browser, draft, "support", **SUPPORT)
    filled(platform, browser, draft, "course", **PHASE)
    assert "phases:\n  - code: LEASH\n" in text_of(browser, draft)
    preview = shown(browser, f"{draft}/preview").text
    assert "Leash" in preview
    published = sent(platform, browser, draft, f"{draft}/publication")
    assert published.status_code == 303, published.text
    assert "Dog trail" in shown(browser, "/referral/directory/programmes/koirapolku").text
    late = sent(platform, browser, draft, f"{draft}/discarding", seen="9")
    assert late.status_code == 409


def test_a_new_version_says_what_changes_for_whom(platform: Stepped) -> None:
    browser = platform.browser("admin")
    draft = begun(platform, browser, basis="kaveri")
    text = text_of(browser, draft)
    assert "version: 2" in text
    saved = sent(
        platform,
        browser,
        f"{draft}/text",
        f"{draft}/text",
        yaml=text.replace("age_max: 17", "age_max: 16 # as the parties agreed"),
    )
    assert saved.status_code == 303
    page = shown(browser, draft).text
    assert re.search(r"Oldest age.*17.*16", page, re.S)
    assert "keep the version" in page
    filled(platform, browser, draft, "figures", **{"indicators.0.code": "gas", "reports": "M01"})
    assert "age_max: 16 # as the parties agreed" in text_of(browser, draft)
    assert sent(platform, browser, draft, f"{draft}/publication").status_code == 303
    versions = shown(browser, "/referral/directory/programmes/kaveri/versions").text
    assert "Oldest age" in versions


@pytest.mark.parametrize(
    ("yaml", "sentence"),
    [
        ("a: &x [1]\nb: *x\n", "ilman merkkejä"),
        ("a: !!set {x}\n", "ilman tunnistetta"),
        ("code: [unclosed\n", "Rivi"),
        ("name: {fi: '<script>alert(1)</script>'}\n", "&lt;script&gt;"),
    ],
)
def test_a_text_that_is_wrong_is_kept_and_its_lines_named(
    platform: Stepped, yaml: str, sentence: str
) -> None:
    browser = platform.browser("admin")
    draft = begun(platform, browser, code="outo", title="Outo")
    assert sent(platform, browser, f"{draft}/text", f"{draft}/text", yaml=yaml).status_code == 303
    page = shown(browser, f"{draft}/text", lang="fi").text
    assert sentence in page
    assert "<script>alert" not in page
    assert shown(browser, f"{draft}/sections/basics").status_code == 200
    assert sent(platform, browser, draft, f"{draft}/publication", seen="2").status_code == 422


def test_what_somebody_else_saved_meanwhile_is_not_written_over(platform: Stepped) -> None:
    browser = platform.browser("admin")
    draft = begun(platform, browser, code="kaksi", title="Kaksi")
    where = f"{draft}/sections/basics"
    filled(platform, browser, draft, "basics", **BASICS | {"code": "kaksi"})
    late = sent(platform, browser, where, where, **BASICS | {"code": "kolme", "seen": "1"})
    assert (late.status_code, "kolme" in late.text) == (409, True)
    assert "code: kaksi" in text_of(browser, draft)


def test_only_administrators_make_programmes(platform: Stepped) -> None:
    draft = begun(platform, platform.browser("admin"), code="oma", title="Oma")
    other = platform.browser("coordinator-mll")
    assert shown(other, draft).status_code == 403
    assert shown(other, f"{ROOT}/new").status_code == 403
