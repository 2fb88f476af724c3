"""A refused form comes back whole: what was typed, where to mend it, in the reader's language."""

import re

import pytest

from shared.web.shell import LANGUAGE_NAMES
from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
LINK = re.compile(r'href="#([\w.-]+)"')
DOUBT = {"fi": "Miksi sana ei ole nimi", "sv": "Varför ordet inte är ett namn"}


def dangling(page: str) -> list[str]:
    """The links within the page that lead to nothing."""
    return [target for target in LINK.findall(page) if f'id="{target}"' not in page]


@pytest.fixture
def page(platform: Stepped) -> str:
    """A referral about Toivo, offered to MLL."""
    body = referral() | {"subject": child(given_name="Toivo")}
    made = platform.caller("demo-turku").post(ROOT, body)
    return f"/referral/referrals/{made.json['id']}"


def press(platform: Stepped, page: str, form: str, language: str, **typed: str) -> tuple[int, str]:
    browser = platform.browser("coordinator-mll")
    shown = browser.get(f"{page}?lang={language}", base_url=BASE).text
    seen = re.search(r'name="seen" value="(\d+)"', shown)
    data = {"csrf_token": csrf_of(shown), "seen": seen.group(1) if seen else "", **typed}
    answer = browser.post(f"{page}/{form}?lang={language}", base_url=BASE, data=data)
    return answer.status_code, answer.text


@pytest.mark.parametrize("language", DOUBT)
@pytest.mark.parametrize("form", ["messages", "information-request"])
def test_a_word_that_may_be_a_name_is_asked_about(
    platform: Stepped, page: str, form: str, language: str
) -> None:
    text = "Toivo paremmasta elää."
    status, shown = press(platform, page, form, language, text=text)
    assert (status, DOUBT[language] in shown, text in shown) == (422, True, True)
    assert dangling(shown) == []
    status, _ = press(platform, page, form, language, text=text, not_a_name="Tarkoitan toivetta.")
    assert status == 303


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_each_refused_form_leads_to_what_has_to_change(
    platform: Stepped, page: str, language: str
) -> None:
    for form, typed in {
        "messages": {"text": "Soita (040) 123 4567"},
        "information-request": {"text": "Perheen Toivo"},
        "rejection": {},
        "waitlisting": {"reason": "x"},
    }.items():
        status, shown = press(platform, page, form, language, **typed)
        assert (form, status, dangling(shown), "¤" in shown) == (form, 422, [], False)
        assert all(text in shown for text in typed.values() if len(text) > 1)
        assert 'role="alert"' in shown


def test_a_reason_that_the_other_side_reads_names_nobody(platform: Stepped, page: str) -> None:
    turku = platform.caller("demo-turku")
    address = f"{ROOT}/{page.rsplit('/', 1)[1]}"
    for text in ("Toivon äiti pyysi.", "Perheen Toivo muutti.", "Soita 040.123.4567"):
        answer = turku.put(f"{address}/entered-in-error", {"reason": text})
        assert (answer.status_code, answer.json["code"]) == (422, "identifying-text")
        assert list(answer.json["errors"]) == ["reason"]
