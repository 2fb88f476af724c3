"""What has to be so before a referral is taken in: births, identity codes and consent."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from services.common.codes import ConsentGiver
from services.common.programme.programme import Scenario
from services.referral.directory.rules import Place
from services.referral.eligibility.domain import Child, Family
from services.referral.intake.rules import (
    check_births,
    check_consent,
    check_identity_code,
    family_of,
)
from shared.kernel.aggregate import Invalid
from shared.web.sentences import NEEDED
from tests.referral.directory.examples import PROGRAMME

BORN = date(2015, 4, 1)
CODE = "010415A903V"  # of somebody born on that day
WITH_CODES = replace(PROGRAMME, controller_scenario=Scenario.B)  # an authority's register

WITHOUT = replace(PROGRAMME, controller_scenario=Scenario.A)


def person(born: date | None = BORN, **values: Any) -> dict[str, Any]:
    return {"kind": "CHILD", "date_of_birth": born, "identity_code": None} | values


def sibling(given: str, family: str, born: date | None) -> dict[str, Any]:
    return {"given_name": given, "family_name": family, "date_of_birth": born}


@pytest.fixture(autouse=True)
def an_english_page() -> Any:
    app = Flask("intake")
    Babel(app, default_locale="en")
    with app.test_request_context("/"):
        yield


def test_the_family_is_what_the_rules_ask_about() -> None:
    request = {
        "subject": person(),
        "siblings": [sibling("Eino", "Testinen", None), sibling("", "Testinen", BORN)],
        "client_status": "NONE",
        "needs": ["LONELINESS"],
        "municipality": "853",
        "referrer": {"kind": "SCHOOL"},
        "preconditions": {"has_vest": True},
    }
    family = Family(
        subject_kind="CHILD",
        birth=BORN,
        siblings=(Child("Eino"), Child("Testinen", BORN)),
        client_status="NONE",
        needs=("LONELINESS",),
        place=Place(municipality="853", county="05"),
        referrer_kind="SCHOOL",
        preconditions={"has_vest": True},
    )
    assert family_of(request) == family
    alone = {name: value for name, value in request.items() if name != "siblings"}
    assert family_of(alone) == replace(family, siblings=())


MISSING = {"date_of_birth": [NEEDED]}
EINO, HELMI = sibling("Eino", "Testinen", BORN), sibling("Helmi", "Testinen", None)


@pytest.mark.parametrize(
    ("subject", "siblings", "errors"),
    [
        (person(), [], None),
        (person(), [EINO], None),
        (person(), [EINO, HELMI], {"siblings": {1: MISSING}}),
        (person(None), [], {"subject": MISSING}),
        (person(None), [HELMI], {"siblings": {0: MISSING}, "subject": MISSING}),
        (person(None, kind="PARENT"), [HELMI], None),  # whose age is not asked
    ],
)
def test_each_child_has_a_date_of_birth_where_there_is_a_limit_of_age(
    subject: dict[str, Any], siblings: list[dict[str, Any]], errors: dict[str, Any] | None
) -> None:
    request = {"subject": subject, "siblings": siblings}
    if errors is None:
        check_births(PROGRAMME, request)
        return
    with pytest.raises(Invalid) as refused:
        check_births(PROGRAMME, request)
    assert (refused.value.code, refused.value.more) == ("date-of-birth", {"errors": errors})


@pytest.mark.parametrize(
    ("subject", "programme", "code"),
    [
        (person(), None, None),
        (person(), WITHOUT, None),
        (person(identity_code=CODE), WITH_CODES, None),
        (person(None, identity_code=CODE), WITH_CODES, None),
        (person(identity_code=CODE), WITHOUT, "identity-code-not-asked"),
        (person(identity_code=CODE), None, "identity-code-not-asked"),
        (person(date(2015, 4, 2), identity_code=CODE), WITH_CODES, "identity-code"),
    ],
)
def test_an_identity_code_is_taken_where_it_is_asked_for_and_tells_the_same_birth(
    subject: dict[str, Any], programme: Any, code: str | None
) -> None:
    if code is None:
        check_identity_code(subject, programme)
        return
    with pytest.raises(Invalid) as refused:
        check_identity_code(subject, programme)
    assert refused.value.code == code
    assert list(refused.value.more["errors"]["subject"]) == ["identity_code"]


@pytest.mark.parametrize(
    ("subject", "giver", "is_right"),
    [
        (person(date(2008, 3, 3)), ConsentGiver.GUARDIAN, True),  # still seventeen
        (person(date(2008, 3, 2)), ConsentGiver.GUARDIAN, False),  # eighteen today
        (person(date(2008, 3, 2), kind="YOUNG_PERSON"), ConsentGiver.GUARDIAN, False),
        (person(date(2008, 3, 2)), ConsentGiver.SELF, True),
        (person(None), ConsentGiver.GUARDIAN, True),
        (person(date(1980, 1, 1), kind="PARENT"), ConsentGiver.GUARDIAN, True),
    ],
)
def test_from_eighteen_people_consent_for_themselves(
    subject: dict[str, Any], giver: ConsentGiver, is_right: bool
) -> None:
    request = {"subject": subject, "consent": {"given_by": giver}}
    if is_right:
        check_consent(request, on=date(2026, 3, 2))
        return
    with pytest.raises(Invalid) as refused:
        check_consent(request, on=date(2026, 3, 2))
    assert refused.value.code == "consent-of-age"
    assert list(refused.value.more["errors"]["consent"]) == ["given_by"]
