"""Who stands how to a referral, by what names of theirs, and which version each of them sees."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.common.disclosing import Parties
from services.referral.families.events import Consent
from services.referral.referrals.domain import Referral
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    ACCEPTED,
    DESCRIBED,
    DISCLOSED,
    ID,
    MLL,
    OFFERED,
    RECEIVED,
    SENDER,
    SUNDAY,
)

COUNTY, CITY, KELA = UUID(int=14), UUID(int=15), UUID(int=16)


@pytest.mark.parametrize(
    ("described", "disclosed", "purchaser"),
    [
        ({"purchaser": COUNTY}, {"purchaser": CITY}, CITY),  # what acceptance says holds
        ({"purchaser": COUNTY}, {}, COUNTY),
        ({"concerned": (SENDER, CITY)}, {"controller": CITY}, CITY),  # told by an earlier version
        ({"concerned": (SENDER,)}, {"controller": CITY}, None),
        ({}, {}, None),
    ],
)
def test_the_purchaser_is_whom_acceptance_names_or_the_agreement_named(
    described: dict[str, Any], disclosed: dict[str, Any], purchaser: UUID | None
) -> None:
    before = given(Referral(ID), RECEIVED, replace(DESCRIBED, **described), OFFERED, ACCEPTED)
    event = replace(DISCLOSED, **disclosed)
    assert given(before, event) == replace(before, disclosed=event, purchaser=purchaser)


INFORMS = Consent(given_on=SUNDAY, given_by="GUARDIAN", disclosure_level="L2", inform=(KELA,))
HIDDEN = replace(DESCRIBED, non_disclosure=True, consent=INFORMS, purchaser=COUNTY)


def test_whom_it_concerns_is_known_once_it_is_described() -> None:
    histories = ((), (RECEIVED,), (RECEIVED, HIDDEN, OFFERED))
    assert [given(Referral(ID), *history).parties for history in histories] == [
        None,
        None,
        Parties(
            sender=SENDER,
            provider=MLL,
            level="L2",
            purchaser=COUNTY,
            informed=(KELA,),
            hidden=True,
        ),
    ]
    levels = [given(Referral(ID), *history).disclosure_level for history in histories]
    assert levels == ["L0", "L0", "L2"]
    senders = [given(Referral(ID), *history).sender for history in histories]
    assert senders == [None, SENDER, SENDER]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("SCHOOL", ("Aino", "Testinen", "Salakuja")),
        ("HOME", ("Aino", "Testinen", "Maija Mallinen", "Salakuja")),
        ("SELF", ("Aino", "Testinen", "Maija Mallinen", "Salakuja")),
    ],
)
def test_the_names_of_a_family_are_whose_words_none_may_hold(
    kind: str, names: tuple[str, ...]
) -> None:
    received = replace(RECEIVED, referrer_kind=kind)
    described = replace(DESCRIBED, referrer_name="Maija Mallinen", address="Salakuja 3, Turku")
    assert given(Referral(ID), received, described).names == names


def test_nobody_is_named_before_it_is_described() -> None:
    assert [given(Referral(ID), *history).names for history in ((), (RECEIVED,))] == [(), ()]
    assert given(Referral(ID), RECEIVED, DESCRIBED).names == ("Aino", "Testinen")


def test_the_provider_sees_every_version_and_others_their_levels() -> None:
    offered = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    seen = [offered.version_for(who, 9) for who in (MLL, SENDER, None)]
    assert seen == [9, 3, 3]
    assert Referral(ID).version_for(None, 9) == 0
