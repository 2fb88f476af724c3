"""A referral recorded by hand goes the way of one that a system has sent."""

from tests.platform import BASE, Stepped, csrf_of

NEW = "/referral/referrals/new"
TOLD = {
    "source_reference": "R-TEST0001",
    "programme": "kaveri",
    "municipality": "853",
    "referrer.kind": "SCHOOL",
    "subject.kind": "CHILD",
    "subject.given_name": "Aino",
    "subject.family_name": "Testinen",
    "subject.date_of_birth": "2015-04-01",
    "subject.interpreter_needed": "yes",
    "guardian.given_name": "Maija",
    "guardian.family_name": "Testinen",
    "needs": ["LONELINESS"],
    "client_status": "NONE",
    "consent.given_on": "2026-11-01",
    "consent.given_by": "GUARDIAN",
}


def test_a_municipal_worker_records_a_referral_once(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    form = TOLD | {"csrf_token": csrf_of(browser.get(NEW, base_url=BASE).text)}
    first = browser.post(NEW, base_url=BASE, data=form)
    again = browser.post(NEW, base_url=BASE, data=form)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["Location"] == again.headers["Location"]
    assert "R-TEST0001" in browser.get(first.headers["Location"], base_url=BASE).text


def test_what_was_typed_stays_and_what_is_missing_is_named(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    token = csrf_of(browser.get(NEW, base_url=BASE).text)
    form = {**TOLD, "municipality": "", "csrf_token": token}
    page = browser.post(NEW, base_url=BASE, data=form)
    assert page.status_code == 422
    assert ('value="Aino"' in page.text, 'role="alert"' in page.text) == (True, True)


def test_a_rule_that_says_no_is_said_on_the_form(platform: Stepped) -> None:
    browser = platform.browser("municipal-turku")
    token = csrf_of(browser.get(NEW, base_url=BASE).text)
    form = {**TOLD, "subject.date_of_birth": "2024-01-01", "csrf_token": token}
    page = browser.post(NEW, base_url=BASE, data=form)
    assert (page.status_code, 'value="Aino"' in page.text) == (409, True)
