"""What was agreed, on one paper: who has a place to sign it, and who has."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.casework.agreements import events, rules
from services.casework.agreements.domain import Agreement
from services.casework.agreements.events import AgreedGoal
from services.common.codes import Signer
from services.common.programme import Named, Programme, Support
from services.referral.families.events import Guardian
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.answers import whole
from tests.casework.acceptance import Opened, ago
from tests.casework.examples import CASE, DESCRIBED, PHASED, SUBJECT, WORDS, refusal
from tests.casework.visiting import Browser
from tests.platform import Stepped

ID = UUID(int=50)
DAY, LATER = date(2026, 3, 3), date(2026, 3, 10)
TEAM = replace(
    PHASED, support=Support.TEAM, team=tuple(Named(code=c, name=WORDS) for c in ("NURSE", "TUTOR"))
)
NOBODY_MATCHED = replace(PHASED, support=Support.NONE)
MOTHER, FATHER = (Guardian(given_name=name, family_name="Aho") for name in ("Aila", "Antti"))
BORN = date(2010, 3, 3)
CHILD = replace(DESCRIBED, subject_kind="CHILD", date_of_birth=BORN, guardians=(MOTHER, FATHER))
PLACES = (Signer.CHILD, Signer.GUARDIAN, "NURSE", Signer.COORDINATOR)
DRAWN = events.AgreementDrawnUp(
    paper_id=ID,
    case_id=CASE,
    subject_id=SUBJECT,
    drawn_on=DAY,
    places=PLACES,
    goals=(AgreedGoal(text="Käy koulua.", doing="Äiti herättää.", profession="NURSE"),),
)


def signed(*places: str, on: date = DAY) -> events.AgreementSigned:
    return events.AgreementSigned(paper_id=ID, case_id=CASE, places=places, on=on)


@pytest.mark.parametrize(
    ("person", "programme", "on", "places"),
    [
        (
            CHILD,
            TEAM,
            DAY,
            ("CHILD", "GUARDIAN", "OTHER_GUARDIAN", "NURSE", "TUTOR", "COORDINATOR"),
        ),
        (
            replace(CHILD, guardians=(MOTHER,)),
            PHASED,
            DAY,
            ("CHILD", "GUARDIAN", "SUPPORT_PERSON", "COORDINATOR"),
        ),
        (
            replace(CHILD, date_of_birth=None, guardians=()),
            NOBODY_MATCHED,
            DAY,
            ("CHILD", "GUARDIAN", "WORKER", "COORDINATOR"),
        ),
        (
            CHILD,
            PHASED,
            date(2028, 3, 2),
            ("CHILD", "GUARDIAN", "OTHER_GUARDIAN", "SUPPORT_PERSON", "COORDINATOR"),
        ),
        (CHILD, PHASED, date(2028, 3, 3), ("SELF", "SUPPORT_PERSON", "COORDINATOR")),
        (
            replace(CHILD, subject_kind="PARENT"),
            PHASED,
            DAY,
            ("SELF", "SUPPORT_PERSON", "COORDINATOR"),
        ),
    ],
    ids=["team", "one guardian", "nothing told", "nearly 18", "18", "parent"],
)
def test_family_supporters_and_coordinator_have_a_place_to_sign(
    person: Any, programme: Programme, on: date, places: tuple[str, ...]
) -> None:
    assert rules.places_of(person, programme, on=on) == places


def test_without_goals_there_is_nothing_to_agree_on() -> None:
    with pytest.raises(Refused) as error:
        rules.must_have_goals(())
    assert error.value.code == "no_goals"
    rules.must_have_goals(DRAWN.goals)


@pytest.mark.parametrize("review_on", [None, date(2026, 3, 4)])
def test_it_may_be_looked_at_again_later(review_on: date | None) -> None:
    rules.must_look_ahead(review_on, drawn_on=DAY)


def test_it_is_not_looked_at_again_before_it_is_drawn_up() -> None:
    with pytest.raises(Invalid):
        rules.must_look_ahead(DAY, drawn_on=DAY)


@pytest.mark.parametrize(
    ("history", "places", "on", "decided"),
    [
        ((), ("CHILD", "NURSE"), DAY, [signed("CHILD", "NURSE")]),
        ((signed("CHILD"),), ("CHILD", "NURSE"), LATER, [signed("NURSE", on=LATER)]),
        ((signed("CHILD"),), ("CHILD",), LATER, []),
    ],
)
def test_who_signed_is_recorded_once(
    history: tuple[events.AgreementEvent, ...],
    places: tuple[str, ...],
    on: date,
    decided: list[events.AgreementEvent],
) -> None:
    assert given(Agreement(ID), DRAWN, *history).sign(places, on=on) == decided


def test_the_paper_waits_for_those_who_have_not_signed() -> None:
    paper = given(Agreement(ID), DRAWN, signed("CHILD", "NURSE"))
    assert paper.unsigned == ("GUARDIAN", "COORDINATOR")


@pytest.mark.parametrize(
    ("places", "on", "code"),
    [(("TUTOR",), DAY, "places"), (("CHILD",), date(2026, 3, 2), "on")],
    ids=["no place", "before it was drawn up"],
)
def test_only_who_has_a_place_signs_and_never_before_its_day(
    places: tuple[str, ...], on: date, code: str
) -> None:
    with pytest.raises(Invalid) as error:
        given(Agreement(ID), DRAWN).sign(places, on=on)
    assert error.value.code == code


def test_it_is_taken_out_once_with_a_reason_and_signed_no_more() -> None:
    paper = given(Agreement(ID), DRAWN)
    (error,) = paper.enter_in_error(reason=" Another family's. ")
    assert error == events.AgreementEnteredInError(
        paper_id=ID, case_id=CASE, subject_id=SUBJECT, reason="Another family's."
    )
    assert given(paper, error).enter_in_error(reason="Again.") == []
    with pytest.raises(Refused):
        given(paper, error).sign(("CHILD",), on=DAY)
    with pytest.raises(Invalid) as refused:
        paper.enter_in_error(reason=" ")
    assert refusal(refused) == ("reason", ("reason",))
    with pytest.raises(Refused):
        Agreement(ID).sign(("CHILD",), on=DAY)


def test_an_agreement_is_drawn_up_printed_and_signed(
    case: Opened, coordinator: Browser, platform: Stepped
) -> None:
    refused = case.post("agreements", {"rules": "Puhelimet pois syödessä."})
    assert refused.status_code == 409
    case.post("goals", {"text": "Käy koulua.", "doing": "Äiti herättää.", "on": ago(platform, 9)})
    words = {"rules": "Puhelimet pois syödessä.", "contact": "Viesti edellisenä päivänä."}
    made = case.post("agreements", words | {"on": ago(platform, 5)})
    assert made.status_code == 201, made.json
    platform.settle()
    there = f"/casework/cases/{case.id}/agreements"
    page = coordinator.get(f"{there}?lang=en")
    assert "Not signed yet" in page.text and "Äiti herättää." in page.text
    agreement = made.json["id"]
    at = f"{case.path}/agreements/{agreement}"
    read = case.coordinator.get(at).json
    paper = coordinator.get(f"/casework/agreements/{agreement}/paper?language=sv")
    assert whole(paper).startswith("%PDF")
    places = [each["place"] for each in read["signatures"]]

    def sign(body: dict[str, Any]) -> Any:
        return case.coordinator.put(f"{at}/signatures", body, of=at)

    answer = sign({"places": places[:1], "on": ago(platform, 5)})
    assert answer.json["signatures"][0]["signed_on"] == ago(platform, 5)
    assert sign({"places": ["PILOT"]}).status_code == 422
    stranger = platform.caller("coordinator-mll")
    assert stranger.get(f"{case.path}/agreements").status_code == 404
