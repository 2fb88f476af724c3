"""Who is in the list of speakers, and who agrees that everybody reads the name."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import SpeakerRole
from services.referral.speakers import events
from services.referral.speakers.domain import MOST_SPEAKERS, Speakers
from shared.kernel.aggregate import NotFound, Refused
from shared.kernel.testing import given

ID, MLL, ELSA = (UUID(int=number) for number in (1, 2, 3))
TODAY = date(2026, 11, 1)
ADDED = events.SpeakerAdded(
    happening_id=ID,
    organisation=MLL,
    speaker_id=ELSA,
    role=SpeakerRole.EXPERT_BY_EXPERIENCE,
    agreed_on=None,
    on=TODAY,
    name="Elsa Esimerkki",
)
LISTED = given(Speakers(ID), ADDED)
AGREED = events.SpeakerAgreed(happening_id=ID, speaker_id=ELSA, agreed_on=TODAY)
NO_MORE = events.SpeakerAgreementWithdrawn(happening_id=ID, speaker_id=ELSA, on=TODAY)


def test_somebody_is_in_the_list_once() -> None:
    assert Speakers(ID).add(ADDED) == [ADDED]
    assert LISTED.add(replace(ADDED, speaker_id=MLL)) == []
    guest = replace(ADDED, speaker_id=MLL, role=SpeakerRole.GUEST)
    assert LISTED.add(guest) == [guest]


def test_there_are_not_more_than_can_speak() -> None:
    many = (
        replace(ADDED, speaker_id=UUID(int=100 + number), name=f"Elsa {number}")
        for number in range(MOST_SPEAKERS - 1)
    )
    almost = given(Speakers(ID), *many)
    assert almost.add(ADDED) == [ADDED]
    with pytest.raises(Refused, match="too many"):
        given(almost, ADDED).add(replace(ADDED, speaker_id=MLL, name="Aino"))


def test_a_name_is_public_from_the_yes_to_its_end() -> None:
    names = [
        state.speakers[ELSA].public_name
        for state in (LISTED, given(LISTED, AGREED), given(LISTED, AGREED, NO_MORE))
    ]
    assert names == ["", "Elsa Esimerkki", ""]


def test_saying_the_same_again_changes_nothing() -> None:
    agreed = given(LISTED, AGREED)
    assert (LISTED.agree(ELSA, on=TODAY), agreed.agree(ELSA, on=TODAY)) == ([AGREED], [])
    assert agreed.withdraw_agreement(ELSA, on=TODAY) == [NO_MORE]
    assert LISTED.withdraw_agreement(ELSA, on=TODAY) == []


def test_who_is_not_in_the_list_cannot_be_taken_out() -> None:
    removed = events.SpeakerRemoved(happening_id=ID, speaker_id=ELSA, on=TODAY)
    assert LISTED.remove(ELSA, on=TODAY) == [removed]
    assert (LISTED.concerns, Speakers(ID).concerns) == ((MLL,), ())
    with pytest.raises(NotFound):
        given(LISTED, removed).remove(ELSA, on=TODAY)
