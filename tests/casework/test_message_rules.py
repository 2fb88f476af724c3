"""A message says something and is left once; who writes and reads the messages of a case."""

from uuid import UUID

import pytest

from services.casework.cases.events import WorkerAssigned
from services.casework.messages import policy
from services.casework.messages.domain import Message
from services.casework.messages.events import MessageForwarded, MessageLeft
from services.casework.messages.policy import MessagesView
from services.common.codes import Impression, Role, TeamRole
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid
from shared.kernel.testing import given
from tests.casework.examples import ANNA, BEGUN, BERTIL, CASE, OPENED, PROVIDER, SENDER, a_case

MESSAGE, SUPPORTER = UUID(int=21), UUID(int=22)


def left(text: str = "", impression: Impression | None = None) -> MessageLeft:
    return MessageLeft(
        message_id=MESSAGE,
        case_id=CASE,
        subject_id=UUID(int=3),
        volunteer_id=SUPPORTER,
        by_supporter=True,
        organisation=PROVIDER,
        text=text,
        impression=impression,
    )


@pytest.mark.parametrize(
    ("text", "impression", "says_something"),
    [
        ("Hei", None, True),
        ("Hei", Impression.GOOD, True),
        ("", Impression.HARD, True),
        ("  ", Impression.GOOD, False),
        ("  ", None, False),
    ],
)
def test_a_message_says_something(
    text: str, impression: Impression | None, says_something: bool
) -> None:
    message = left(text, impression)
    if says_something:
        assert Message(MESSAGE).leave(message) == [message]
        return
    with pytest.raises(Invalid) as refused:
        Message(MESSAGE).leave(message)
    assert (refused.value.code, refused.value.missing) == ("text_missing", ("text",))


def test_a_message_is_left_or_forwarded_once() -> None:
    forwarded = MessageForwarded(message_id=MESSAGE, case_id=CASE, organisation=PROVIDER)
    assert Message(MESSAGE).forward(forwarded) == [forwarded]
    for first in (left("Hei"), forwarded):
        kept = given(Message(MESSAGE), first)
        assert (kept.leave(left("Hei")), kept.leave(left()), kept.forward(forwarded)) == (
            [],
            [],
            [],
        )


WITH_ANNA = a_case(
    *BEGUN, WorkerAssigned(case_id=CASE, person_id=ANNA, role=TeamRole.WORKER, on=OPENED)
)


@pytest.mark.parametrize(
    ("role", "organisation", "person", "supports", "is_staff", "writes"),
    [
        (Role.NGO_COORDINATOR, PROVIDER, BERTIL, False, True, True),
        (Role.NGO_COORDINATOR, SENDER, BERTIL, False, False, False),
        (Role.NGO_WORKER, PROVIDER, ANNA, False, True, True),
        (Role.NGO_WORKER, PROVIDER, BERTIL, False, False, False),
        (Role.NGO_WORKER, PROVIDER, BERTIL, True, False, False),
        (Role.SUPPORT_PERSON, PROVIDER, BERTIL, True, False, True),
        (Role.SUPPORT_PERSON, PROVIDER, BERTIL, False, False, False),
        (Role.SUPPORT_PERSON, SENDER, BERTIL, True, False, False),
        (Role.MUNICIPAL_WORKER, PROVIDER, ANNA, True, False, False),
    ],
)
def test_the_cases_own_people_and_its_support_person_write(
    role: Role, organisation: UUID, person: UUID, supports: bool, is_staff: bool, writes: bool
) -> None:
    principal = Principal(person, "person", "somebody", organisation, frozenset({role}))
    view = MessagesView(WITH_ANNA, 1, SUPPORTER if supports else None)
    assert (view.is_staff(principal), policy.writes.allows(principal, view)) == (is_staff, writes)
