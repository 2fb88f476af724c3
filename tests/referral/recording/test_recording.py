"""A referral recorded by hand goes the way of one that a system has sent."""

from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from tests.platform import BASE, Stepped, csrf_of
from tests.sightings import revealed

NEW = "/referral/referrals/new"
LIST = "/referral/api/v1/referrals"
FORM: dict[str, Any] = {
    "form_key": "R-TEST0001",
    "programme": "kaveri",
    "municipality": "853",
    "referrer.kind": "SCHOOL",
    "subject.kind": "CHILD",
    "subject.given_name": "Aino",
    "subject.family_name": "Testinen",
    "subject.date_of_birth": "2015-04-01",
    "subject.interpreter_needed": "yes",
    "subject.guardians.0.given_name": "Maija",
    "subject.guardians.0.family_name": "Testinen",
    "needs": ["LONELINESS"],
    "client_status": "NONE",
    "consent.given_on": "2026-11-01",
    "consent.given_by": "GUARDIAN",
}
WHOLE: dict[str, Any] = FORM | {
    "source_reference": "OMA-7",
    "referred_on": "2026-11-20",
    "referrer.name": "Kuraattori Kanervikko",
    "referrer.email": "kuraattori@example.org",
    "referrer.phone": "02 123 4567",
    "subject.mother_tongue": "so",
    "subject.service_language": "sv",
    "subject.contact.phone": "040 1234567",
    "subject.contact.email": "perhe@example.org",
    "subject.contact.address": "Esimerkkikatu 1",
    "subject.guardians.1.given_name": "Matti",
    "subject.guardians.1.family_name": "Testinen",
    "siblings.0.given_name": "Eino",
    "siblings.0.family_name": "Testinen",
    "siblings.0.date_of_birth": "2014-01-01",
    "siblings.1.given_name": "Helmi",
    "siblings.1.family_name": "Testinen",
    "siblings.1.date_of_birth": "2017-01-01",
    "wishes.interests": ["SPORT", "GAMES"],
    "wishes.availability": ["TUE_PM"],
    "urgency": "SOON",
    "consent.disclosure_level": "L2",
    "notes": "Toivoo seuraa uimahalliin.",
}


def send(browser: Client, to: str = NEW, **form: Any) -> TestResponse:
    token = csrf_of(browser.get(f"{NEW}?lang=fi", base_url=BASE).text)
    return browser.post(to, base_url=BASE, data={**form, "csrf_token": token})


def page(browser: Client, language: str = "fi") -> str:
    return browser.get(f"{NEW}?lang={language}", base_url=BASE).text


def press(browser: Client, button: str, **form: Any) -> str:
    """Press a button that changes the form; the page that is shown then."""
    answer = send(browser, **form, press=button)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["Location"].partition("#")[0], base_url=BASE).text


@pytest.fixture
def turku(platform: Stepped) -> Client:
    return platform.browser("municipal-turku")


def recorded(platform: Stepped, answer: TestResponse) -> dict[str, Any]:
    """What the sender's system reads of what was recorded."""
    assert answer.status_code == 303, answer.text
    platform.settle()
    referral_id = answer.headers["Location"].rpartition("/")[2]
    body: dict[str, Any] = platform.caller("municipal-turku").get(f"{LIST}/{referral_id}").json
    return body


def test_a_municipal_worker_records_a_referral_once(turku: Client) -> None:
    first, again = send(turku, **FORM), send(turku, **FORM)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["Location"] == again.headers["Location"]
    assert "R-TEST0001" in turku.get(first.headers["Location"], base_url=BASE).text


def test_the_whole_request_can_be_written_into_the_form(platform: Stepped, turku: Client) -> None:
    made = recorded(platform, send(turku, **WHOLE))
    assert (made["source_reference"], made["referred_on"], made["disclosure_level"]) == (
        "OMA-7",
        "2026-11-20",
        "L2",
    )
    mll = platform.caller("coordinator-mll")
    need = mll.get(f"{LIST}/{made['id']}").json["need"]
    assert {name: need[name] for name in ("sibling_count", "urgency", "service_language")} == {
        "sibling_count": 2,
        "urgency": "SOON",
        "service_language": "sv",
    }


def test_nothing_is_said_that_nobody_has_chosen(platform: Stepped, turku: Client) -> None:
    fresh = page(turku)
    assert [word for word in (" checked", " selected") if word in fresh.split("<main")[1]] == []
    made = recorded(platform, send(turku, **FORM))
    need = platform.caller("coordinator-mll").get(f"{LIST}/{made['id']}").json["need"]
    assert (need["service_language"], need["mother_tongue"]) == ("", None)


def test_the_client_relationship_is_asked_where_the_programme_asks(turku: Client) -> None:
    answer = send(turku, **FORM | {"client_status": ""})
    assert (answer.status_code, 'href="#client_status"' in answer.text) == (422, True)


def test_what_was_typed_stays_and_what_is_missing_is_named(turku: Client) -> None:
    answer = send(turku, **FORM | {"municipality": ""})
    assert answer.status_code == 422
    assert ('value="Aino"' in answer.text, 'role="alert"' in answer.text) == (True, True)


def test_a_rule_that_says_no_is_said_on_the_form(turku: Client) -> None:
    answer = send(turku, **FORM | {"subject.date_of_birth": "2024-01-01"})
    assert (answer.status_code, 'value="Aino"' in answer.text) == (422, True)
    assert "Kaveritoiminta on 6–17-vuotiaille. Lapsi on 2-vuotias." in answer.text


def test_a_mistake_in_a_row_leads_to_its_field(turku: Client) -> None:
    rows = {"siblings.0.given_name": "", "siblings.4.given_name": "Eino"}
    answer = send(turku, **FORM | rows | {"siblings.4.family_name": "Testinen"})
    assert answer.status_code == 422
    assert 'href="#siblings.0.date_of_birth"' in answer.text
    assert 'id="siblings.0.date_of_birth"' in answer.text


def test_an_own_reference_that_was_used_before_is_said(turku: Client) -> None:
    own = FORM | {"source_reference": "OMA-1"}
    send(turku, **own)
    answer = send(turku, **own | {"form_key": "R-TEST0002"})
    assert (answer.status_code, "OMA-1" in answer.text) == (409, True)


def test_the_form_is_checked_by_a_button(turku: Client) -> None:
    checked = press(turku, "check", **FORM)
    assert ("Ei lastensuojelun asiakas." in checked, 'value="Aino"' in checked) == (True, True)


def test_half_a_form_is_checked_as_far_as_it_goes(turku: Client) -> None:
    asked_for = press(turku, "check", form_key="R-1", programme="kaveri")
    assert "Valitse kunta ja se, kenestä on kyse." in asked_for
    some = {"programme": "kaveri", "municipality": "853", "subject.kind": "CHILD"}
    checked = press(turku, "check", **some, **{"subject.date_of_birth": "31.2.2015"})
    assert "Lapsi: syntymäaika puuttuu, ikää (6–17 v) ei voitu tarkistaa." in checked
    assert ('value="31.2.2015"' in checked, 'href="#municipality"' in checked) == (True, False)


def test_another_programme_is_chosen_with_all_that_was_typed(turku: Client) -> None:
    young = FORM | {"client_status": "CHILD_PROTECTION_OPEN_CARE"}
    checked = press(turku, "check", **young)
    assert "Kaveritoiminta ei ole lastensuojelun asiakkaille." in checked
    assert "to:perhelinja" in checked  # members of its network answer
    young |= {"preconditions.family_need_known": "true"}
    young |= {"preconditions.needs_assessment_by": "SOCIAL_SERVICES"}
    assert 'value="to:amm-tukihenkilo"' in press(turku, "check", **young)
    other = press(turku, "to:amm-tukihenkilo", **young)
    assert '<option value="amm-tukihenkilo" selected>' in other
    assert ('value="Aino"' in other, 'name="subject.identity_code"' in other) == (True, True)


def test_children_and_guardians_are_added_and_taken_away_by_buttons(turku: Client) -> None:
    child = press(turku, "add:siblings", **FORM)
    assert ('name="siblings.0.given_name"' in child, 'name="siblings.1.' in child) == (True, False)
    gone = press(turku, "remove:siblings:0", **FORM | {"siblings.0.given_name": "Eino"})
    assert ('name="siblings.0.' in gone, "Eino" in gone) == (False, False)
    two = press(turku, "add:subject.guardians", **FORM)
    assert ('value="Maija"' in two, 'name="subject.guardians.1.phone"' in two) == (True, True)


def test_a_draft_is_there_until_it_is_sent(turku: Client) -> None:
    assert "Tämä on luonnoksesi" not in page(turku)
    answer = send(turku, f"{NEW}/draft", **FORM)
    assert (answer.status_code, answer.headers["Location"]) == (303, NEW)
    assert ("Tämä on luonnoksesi" in page(turku), 'value="Aino"' in page(turku)) == (True, True)
    send(turku, **FORM)
    assert ("Tämä on luonnoksesi" in page(turku), revealed(page(turku), ("Aino",))) == (False, [])


def test_a_draft_can_be_thrown_away(turku: Client) -> None:
    send(turku, f"{NEW}/draft", **FORM)
    send(turku, f"{NEW}/draft", discard="yes")
    assert revealed(page(turku), ("Aino",)) == []


def test_a_draft_is_its_writers_alone(platform: Stepped, turku: Client) -> None:
    send(turku, f"{NEW}/draft", **FORM)
    assert revealed(page(platform.browser("coordinator-mll")), ("Aino",)) == []


def test_the_providers_coordinator_makes_an_exception_with_a_reason(platform: Stepped) -> None:
    mll = platform.browser("coordinator-mll")
    protected = FORM | {"client_status": "CHILD_PROTECTION_OPEN_CARE"}
    checked = press(mll, "check", **protected)
    assert 'name="override.rule" value="CHILD_PROTECTION_CLIENT"' in checked
    rule = {"override.rule": "CHILD_PROTECTION_CLIENT", "override.reason": ""}
    assert send(mll, **protected, **rule).status_code == 422
    rule["override.reason"] = "Perhe toivoo juuri tätä."
    assert send(mll, **protected, **rule).status_code == 303


def test_nobody_else_is_offered_an_exception(turku: Client) -> None:
    checked = press(turku, "check", **FORM | {"client_status": "CHILD_PROTECTION_OPEN_CARE"})
    assert "override.rule" not in checked


def test_the_form_asks_what_the_programme_asks(platform: Stepped, turku: Client) -> None:
    amm = FORM | {"programme": "amm-tukihenkilo", "client_status": "CHILD_PROTECTION_OPEN_CARE"}
    amm |= {"referrer.kind": "SOCIAL_SERVICES"}
    answer = send(turku, **amm)
    assert answer.status_code == 422
    assert 'name="preconditions.needs_assessment_by"' in answer.text
    amm |= {"preconditions.needs_assessment_by": "SOCIAL_SERVICES"}
    amm |= {"preconditions.family_need_known": "true", "subject.identity_code": "010415a903v"}
    assert recorded(platform, send(turku, **amm))["preconditions"] == {
        "needs_assessment_by": "SOCIAL_SERVICES",
        "family_need_known": "true",
    }
