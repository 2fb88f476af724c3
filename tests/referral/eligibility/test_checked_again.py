"""What was checked when a referral came in is checked again on the day of the decision."""

from typing import Any

import pytest

from tests.casework.acceptance import ago
from tests.platform import BASE, Stepped, csrf_of
from tests.publishing import publish
from tests.referral.referrals.bodies import referral
from tests.sightings import revealed

ROOT = "/referral/api/v1/referrals"
EXCLUSION = {"overridable: true": "overridable: false"}
FOR_CLIENTS = {"values: [CHILD_PROTECTION_OPEN_CARE,": "values: [SOCIAL_CARE_CLIENT,"}


def sent(platform: Stepped, **changed: Any) -> str:
    made = platform.caller("demo-turku").post(ROOT, referral(**changed))
    assert made.status_code == 201, made.text
    return str(made.headers["Location"])


def accept(platform: Stepped, where: str, language: str = "fi", **body: Any) -> Any:
    mll = platform.caller("coordinator-mll")
    headers = {"If-Match": mll.get(where).headers["ETag"], "Accept-Language": language}
    return mll._send("PUT", f"{where}/acceptance", json=body, headers=headers)


def end_agreements(platform: Stepped) -> None:
    """Let every agreement about Kaveri have ended the day before yesterday."""
    admin = platform.caller("admin")
    for agreement in admin.get("/referral/api/v1/agreements").json["agreements"]:
        if "kaveri" in agreement["programmes"]:
            address = f"/referral/api/v1/agreements/{agreement['id']}/ending"
            assert admin.put(address, {"on": ago(platform, 2)}).status_code == 200


def test_nothing_has_changed_so_it_is_accepted(platform: Stepped) -> None:
    assert accept(platform, sent(platform)).status_code == 200


@pytest.mark.parametrize(
    ("language", "detail"),
    [
        (
            "fi",
            "Jotain on muuttunut lähetteen saapumisen jälkeen. "
            "Lapsen ikä ei enää sovi (12–17 vuotta).",
        ),
        (
            "sv",
            "Något har ändrats sedan remissen kom in. Barnets ålder passar inte längre (12–17 år).",
        ),
    ],
)
def test_a_new_version_of_the_programme_counts(
    platform: Stepped, language: str, detail: str
) -> None:
    where = sent(platform)
    publish(platform, "kaveri", 2, words={"age_min: 6": "age_min: 12"})
    answer = accept(platform, where, language)
    assert (answer.status_code, answer.json["code"]) == (409, "changed-meanwhile")
    assert (answer.json["detail"], answer.json["rules"]) == (detail, ["AGE"])
    assert revealed(answer.text, ("Aino", "2015", "11")) == []


def test_a_programme_that_takes_no_referrals_any_more_takes_none(platform: Stepped) -> None:
    where = sent(platform)
    words = {"controller_scenario: A": "controller_scenario: A\nreferable: false"}
    publish(platform, "kaveri", 2, words=words)
    answer = accept(platform, where)
    assert (answer.status_code, answer.json["rules"]) == (409, ["NOT_REFERABLE"])


def test_an_agreement_that_has_ended_discloses_nobody(platform: Stepped) -> None:
    where = sent(platform)
    end_agreements(platform)
    answer = accept(platform, where)
    assert (answer.status_code, answer.json["rules"]) == (409, ["AREA"])
    view = platform.caller("coordinator-mll").get(where).json
    assert ("subject" in view, view["status"]) == (False, "offered")


def test_what_was_agreed_on_the_day_of_the_decision_counts(platform: Stepped) -> None:
    where = sent(platform, referred_on=ago(platform, 10))
    end_agreements(platform)
    assert accept(platform, where, on=ago(platform, 2)).status_code == 200


def test_a_coordinator_goes_on_with_a_reason_where_the_rule_allows_it(platform: Stepped) -> None:
    where = sent(platform, client_status="SOCIAL_CARE_CLIENT")
    publish(platform, "kaveri", 2, words=FOR_CLIENTS)
    refused = accept(platform, where)
    assert (refused.status_code, refused.json["overridable"]) == (409, True)
    assert list(refused.json["errors"]) == ["exception_reason"]
    reason = {"exception_reason": "Perhe toivoo juuri tätä."}
    assert accept(platform, where, **reason).status_code == 200


def test_no_reason_sets_a_hard_rule_aside(platform: Stepped) -> None:
    where = sent(platform, client_status="SOCIAL_CARE_CLIENT")
    publish(platform, "kaveri", 2, words=FOR_CLIENTS | EXCLUSION)
    answer = accept(platform, where, exception_reason="Perhe toivoo juuri tätä.")
    assert (answer.status_code, answer.json["overridable"]) == (409, False)


def test_what_was_set_aside_at_first_stays_set_aside(platform: Stepped) -> None:
    body = referral(
        client_status="CHILD_PROTECTION_OPEN_CARE",
        override={"rule": "CHILD_PROTECTION_CLIENT", "reason": "Perhe toivoo tätä."},
    )
    made = platform.caller("coordinator-mll").post(ROOT, body)
    assert accept(platform, made.headers["Location"]).status_code == 200


def test_the_page_asks_for_the_reason_where_it_was_pressed(platform: Stepped) -> None:
    where = sent(platform, client_status="SOCIAL_CARE_CLIENT")
    publish(platform, "kaveri", 2, words=FOR_CLIENTS)
    browser = platform.browser("coordinator-mll")
    at = f"/referral/referrals/{where.rpartition('/')[2]}"
    page = browser.get(f"{at}?lang=fi", base_url=BASE).text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    form = {"csrf_token": csrf_of(page), "seen": seen}
    refused = browser.post(f"{at}/acceptance", base_url=BASE, data=form)
    assert (refused.status_code, 'name="exception_reason"' in refused.text) == (409, True)
    form |= {"exception_reason": "Perhe toivoo juuri tätä."}
    assert browser.post(f"{at}/acceptance", base_url=BASE, data=form).status_code == 303
