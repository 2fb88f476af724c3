"""Corrections over HTTP: who may, what both sides and the case then read, forms and lists."""

import pytest

from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
SENDER, PROVIDER = "municipal-turku", "coordinator-mll"
OPEN = '<details class="more" open>'
WHY = {"reason": "Numero oli vanha."}


def sent(platform: Stepped, reference: str = "T-2026-1") -> str:
    made = platform.caller(SENDER).post(ROOT, referral(reference)).json["id"]
    return f"{ROOT}/{made}"


def accepted(platform: Stepped) -> str:
    address = sent(platform)
    platform.caller(PROVIDER).put(f"{address}/acceptance", {})
    return address


def test_a_new_phone_reaches_the_provider(platform: Stepped) -> None:
    address = accepted(platform)
    answer = platform.caller(SENDER).put(f"{address}/correction", {"phone": "040 123 4567"} | WHY)
    subject = platform.caller(PROVIDER).get(address).json["subject"]
    assert (answer.status_code, subject["phone"]) == (200, "+358401234567")


def test_the_providers_own_correction_does_not_change_the_senders_words(platform: Stepped) -> None:
    address = accepted(platform)
    platform.caller(PROVIDER).put(f"{address}/correction", {"notes": "Soita illalla."} | WHY)
    provider, sender = (platform.caller(who).get(address).json for who in (PROVIDER, SENDER))
    assert (provider["subject"]["notes"], sender["sent"]["notes"]) == (
        "Soita illalla.",
        "Toivoo seuraa uimahalliin.",
    )


@pytest.mark.parametrize(
    ("change", "body"),
    [
        ("correction", {"phone": "040 123 4567"}),
        ("consent", {"given_on": "2026-11-02", "given_by": "GUARDIAN"}),
        ("entered-in-error", {}),
        ("reopening", {}),
    ],
)
def test_nothing_is_put_right_without_a_reason(
    platform: Stepped, change: str, body: dict[str, str]
) -> None:
    address = sent(platform)
    answer = platform.caller(SENDER).put(f"{address}/{change}", body, of=address)
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["reason"])


@pytest.mark.parametrize("change", ["correction", "consent-withdrawal"])
def test_before_acceptance_the_provider_puts_nothing_right(platform: Stepped, change: str) -> None:
    answer = platform.caller(PROVIDER).put(f"{sent(platform)}/{change}", WHY)
    assert (answer.status_code, answer.json["code"]) == (409, "not-sender")


def test_a_later_non_disclosure_hides_the_place_everywhere(platform: Stepped) -> None:
    address = accepted(platform)
    platform.caller(SENDER).put(f"{address}/correction", {"non_disclosure": True} | WHY)
    places = [platform.caller(who).get(address).json["municipality"] for who in (SENDER, PROVIDER)]
    case = platform.caller(PROVIDER).get(f"/casework/api/v1/cases?referral={address[-36:]}").json
    assert (places, case["cases"][0]["municipality"]) == ([None, None], None)
    listed = platform.browser(PROVIDER).get("/referral/?state=queue", base_url=BASE).text
    assert "kuntaa ei näytetä" in listed


def test_what_was_sent_by_mistake_frees_its_reference(platform: Stepped) -> None:
    address = sent(platform)
    answer = platform.caller(SENDER).put(f"{address}/entered-in-error", WHY)
    again = platform.caller(SENDER).post(ROOT, referral())
    assert (answer.json["status"], again.status_code) == ("entered_in_error", 201)


def test_a_rejection_by_mistake_is_taken_back_and_waits_again(platform: Stepped) -> None:
    address, provider = sent(platform), platform.caller(PROVIDER)
    provider.put(f"{address}/rejection", {"reason": "NO_CAPACITY"})
    answer = provider.put(f"{address}/reopening", WHY)
    waiting = platform.browser(PROVIDER).get("/referral/", base_url=BASE).text
    assert (answer.json["status"], address[-36:] in waiting) == ("offered", True)


def test_a_wrong_consent_changes_what_the_sender_reads_back(platform: Stepped) -> None:
    address = accepted(platform)
    body = {"given_on": "2026-11-02", "given_by": "GUARDIAN", "disclosure_level": "L0"} | WHY
    answer = platform.caller(SENDER).put(f"{address}/consent", body)
    assert (answer.status_code, answer.json["disclosure_level"]) == (200, "L0")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"given_name": "", "family_name": ""}, "no-name"),
        ({"date_of_birth": "2099-01-01"}, "future"),
        ({"municipality": "000"}, "unknown-municipality"),
    ],
)
def test_a_correction_is_checked_like_what_it_corrects(
    platform: Stepped, values: dict[str, str], code: str
) -> None:
    answer = platform.caller(SENDER).put(f"{sent(platform)}/correction", values | WHY)
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_reason_names_nobody_before_acceptance(platform: Stepped) -> None:
    body = {"phone": "040 123 4567", "reason": "Ainon numero vaihtui"}
    answer = platform.caller(SENDER).put(f"{sent(platform)}/correction", body)
    assert (answer.status_code, answer.json["code"]) == (422, "identifying-text")


def test_the_form_of_a_correction_begins_with_what_was_sent(platform: Stepped) -> None:
    page = f"/referral/referrals/{sent(platform)[-36:]}/correction"
    browser = platform.browser(SENDER)
    form = browser.get(page, base_url=BASE)
    typed = {"given_name": "Aina", "family_name": "Testinen", "service_language": "fi", **WHY}
    answer = browser.post(
        page, base_url=BASE, data={"csrf_token": csrf_of(form.text), "seen": "3", **typed}
    )
    shown = browser.get(answer.headers["Location"], base_url=BASE).text
    assert ('value="Aino"' in form.text, answer.status_code) == (True, 303)
    assert ("Aina Testinen" in shown, "Etunimi: Aino → Aina" in shown) == (True, True)


@pytest.mark.parametrize("change", ["consent", "entered-in-error"])
def test_each_step_has_a_page_that_asks_why(platform: Stepped, change: str) -> None:
    page = f"/referral/referrals/{sent(platform)[-36:]}/{change}"
    browser = platform.browser(SENDER)
    form = browser.get(page, base_url=BASE)
    data = {"csrf_token": csrf_of(form.text), "seen": "3", "given_by": "GUARDIAN"}
    empty = browser.post(page, base_url=BASE, data=data)
    assert (form.status_code, empty.status_code) == (200, 422)
    assert "Miksi tämä korjataan?" in empty.text


def test_a_family_takes_its_consent_back_without_saying_why(platform: Stepped) -> None:
    address = sent(platform)
    sender = platform.caller(SENDER)
    assert sender.put(f"{address}/consent-withdrawal", {}).status_code == 200
    assert sender.get(address).json["status"] == "received"  # it is nobody else's any more


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_question_that_is_refused_comes_back_in_its_open_panel(
    platform: Stepped, language: str
) -> None:
    page = f"/referral/referrals/{sent(platform)[-36:]}"
    browser = platform.browser(PROVIDER)
    token = csrf_of(browser.get(f"{page}?lang={language}", base_url=BASE).text)
    address, text = f"{page}/information-request", "Onko Aino Testinen paikalla?"
    data = {"csrf_token": token, "seen": "3", "text": text}
    refused = browser.post(address, base_url=BASE, data=data)
    panel = refused.text.partition(OPEN)[2].partition("</details>")[0]
    again = browser.get(address, base_url=BASE).text
    assert (refused.status_code, text in panel) == (422, True)
    assert [page.count(OPEN) for page in (refused.text, again)] == [1, 1]


def test_a_child_without_guardians_gets_one_by_the_form(platform: Stepped) -> None:
    body = referral(subject=child(guardians=[]))
    made = platform.caller(SENDER).post(ROOT, body).json["id"]
    page = f"/referral/referrals/{made}/correction"
    browser = platform.browser(SENDER)
    token = csrf_of(browser.get(page, base_url=BASE).text)
    typed = {"guardian.given_name": "Maija", "guardian.family_name": "Testinen", "given_name": "A"}
    data = {"csrf_token": token, "seen": "3", "service_language": "fi", **typed, **WHY}
    assert browser.post(page, base_url=BASE, data=data).status_code == 303
    assert "Maija Testinen" in browser.get(f"/referral/referrals/{made}", base_url=BASE).text
