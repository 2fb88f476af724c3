"""What stands between an offer and its answer: a question to the sender, and the waiting list."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import ReferralStatus
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.platform import Stepped
from tests.referral.referrals.bodies import referral
from tests.referral.referrals.examples import (
    ACCEPTED,
    DESCRIBED,
    DISCLOSED,
    ID,
    MLL,
    OFFERED,
    RECEIVED,
    SENDER,
    SUBJECT,
    SUNDAY,
    TUESDAY,
)

ROOT = "/referral/api/v1/referrals"
GIVEN = (RECEIVED, DESCRIBED, OFFERED)
QUESTION = events.MessageSent(
    referral_id=ID, message_id=UUID(int=21), subject_id=SUBJECT, organisation=MLL, text="Ikä?"
)
REPLY = replace(QUESTION, message_id=UUID(int=22), organisation=SENDER, text="Kymmenen.")
REQUESTED = events.InformationRequested(referral_id=ID, organisation=MLL, on=TUESDAY)
REPLIED = events.InformationGiven(referral_id=ID, on=TUESDAY)
WAITLISTED = events.ReferralWaitlisted(
    referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY
)


def test_a_question_makes_it_the_senders_turn() -> None:
    offered = given(Referral(ID), *GIVEN)
    assert offered.ask(QUESTION, by=MLL, on=TUESDAY) == [REQUESTED, QUESTION]
    awaiting = given(offered, REQUESTED, QUESTION)
    assert awaiting.status is ReferralStatus.AWAITING_INFORMATION


def test_the_same_question_again_changes_nothing_and_another_is_one_more_message() -> None:
    awaiting = given(Referral(ID), *GIVEN, REQUESTED, QUESTION)
    assert awaiting.ask(replace(QUESTION, message_id=UUID(int=9)), by=MLL, on=TUESDAY) == []
    more = replace(QUESTION, message_id=UUID(int=9), text="Kieli?")
    assert awaiting.ask(more, by=MLL, on=TUESDAY) == [more]


def test_the_senders_message_is_the_reply_and_the_providers_is_not() -> None:
    awaiting = given(Referral(ID), *GIVEN, REQUESTED, QUESTION)
    assert awaiting.write(REPLY, on=TUESDAY) == [REPLY, REPLIED]
    more = replace(QUESTION, text="Vielä?")
    assert awaiting.write(more, on=TUESDAY) == [more]
    replied = given(awaiting, REPLY, REPLIED)
    assert (replied.status, replied.write(REPLY, on=TUESDAY)) == (
        ReferralStatus.OFFERED,
        [REPLY],
    )


def test_the_waiting_list_keeps_its_reason_until_the_answer() -> None:
    offered = given(Referral(ID), *GIVEN)
    assert offered.waitlist("NO_CAPACITY", by=MLL, on=TUESDAY) == [WAITLISTED]
    waits = given(offered, WAITLISTED)
    assert (waits.status, waits.reason) == (ReferralStatus.WAITLISTED, "NO_CAPACITY")
    assert waits.waitlist("NO_CAPACITY", by=MLL, on=TUESDAY) == []
    assert given(waits, ACCEPTED).reason is None


@pytest.mark.parametrize("before", [(REQUESTED, QUESTION), (WAITLISTED,)], ids=["asked", "waits"])
def test_it_can_still_be_accepted_rejected_and_withdrawn(before: tuple[Any, ...]) -> None:
    waits = given(Referral(ID), *GIVEN, *before)
    assert waits.accept(DISCLOSED, by=MLL, on=TUESDAY) == [ACCEPTED, DISCLOSED]
    assert len(waits.reject("OUT_OF_SCOPE", by=MLL, on=TUESDAY)) == 1
    assert len(waits.withdraw("MOVED", by=SENDER, on=TUESDAY)) == 1
    assert waits.offer(organisation=MLL, programme="kaveri", rule="CHOSEN", on=TUESDAY) == []


def test_what_was_not_offered_or_is_answered_neither_waits_nor_is_asked_about() -> None:
    for referral_ in (given(Referral(ID), *GIVEN[:2]), given(Referral(ID), *GIVEN, ACCEPTED)):
        with pytest.raises(Refused, match="waiting list"):
            referral_.waitlist("NO_CAPACITY", by=MLL, on=TUESDAY)
        with pytest.raises(Refused, match="asked about"):
            referral_.ask(QUESTION, by=MLL, on=TUESDAY)


def test_neither_lies_before_the_offer() -> None:
    offered = given(Referral(ID), *GIVEN)
    with pytest.raises(Invalid, match="2026-03-01"):
        offered.waitlist("NO_CAPACITY", by=MLL, on=SUNDAY)
    with pytest.raises(Invalid, match="2026-03-01"):
        offered.ask(QUESTION, by=MLL, on=SUNDAY)


def test_a_question_and_its_reply_over_http(platform: Stepped) -> None:
    turku, mll = platform.caller("demo-turku"), platform.caller("coordinator-mll")
    made = turku.post(ROOT, referral()).headers["Location"]
    named = mll.put(f"{made}/information-request", {"text": "Onko Aino paikalla?"})
    assert (named.status_code, named.json["code"]) == (422, "identifying-text")
    answer = mll.put(f"{made}/information-request", {"text": "Mihin aikaan?"})
    assert (answer.status_code, answer.json["status"]) == (200, "awaiting_information")
    read = turku.get(made).json
    assert (read["status"], read["next_step"]) == ("awaiting_information", "SENDER_REPLIES")
    (question,) = turku.get(f"{made}/messages").json["messages"]
    assert question["text"] == "Mihin aikaan?"
    reply = turku.post(f"{made}/messages", {"text": "Iltaisin."})
    assert turku.get(reply.headers["Location"]).json["text"] == "Iltaisin."
    assert mll.get(made).json["status"] == "offered"


def test_the_waiting_list_over_http(platform: Stepped) -> None:
    turku, mll = platform.caller("demo-turku"), platform.caller("coordinator-mll")
    made = turku.post(ROOT, referral()).headers["Location"]
    assert mll.put(f"{made}/waitlisting", {}).status_code == 422
    assert mll.put(f"{made}/waitlisting", {"reason": "BORED"}).status_code == 422
    waits = mll.put(f"{made}/waitlisting", {"reason": "NO_CAPACITY"})
    assert (waits.status_code, waits.json["status"]) == (200, "waitlisted")
    read = turku.get(made).json
    assert (read["status"], read["reason"], read["next_step"]) == (
        "waitlisted",
        "NO_CAPACITY",
        "WAIT_FOR_PLACE",
    )
    assert waiting_now(platform) == 0
    assert mll.put(f"{made}/acceptance", {}).json["status"] == "accepted"
    assert waiting_now(platform) == 1


def waiting_now(platform: Stepped) -> int:
    """The queue (M08) of the provider's own people: accepted, and nobody beside them yet."""
    now = platform.caller("coordinator-mll").get("/reporting/api/v1/now").json
    waiting: int = next((p["waiting"] for p in now["programmes"] if p["programme"] == "kaveri"), 0)
    return waiting


@pytest.mark.parametrize(
    ("sign_in", "status"),
    [("demo-turku", 403), ("worker-siipisulka", 403), ("coordinator-siipisulka", 404)],
)
def test_only_its_provider_asks_or_lets_wait(platform: Stepped, sign_in: str, status: int) -> None:
    made = platform.caller("demo-turku").post(ROOT, referral()).headers["Location"]
    caller = platform.caller(sign_in)
    for what, body in (
        ("information-request", {"text": "Miksi?"}),
        ("waitlisting", {"reason": "NO_CAPACITY"}),
    ):
        assert caller.put(f"{made}/{what}", body, seen='"3"').status_code == status
