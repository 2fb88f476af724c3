from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import OrganisationKind, Role
from services.referral.directory import events, policy
from services.referral.directory.domain import Agreement, Organisation, ProgrammeEntry
from services.referral.directory.rules import Terms
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.referral.directory.examples import COUNTY, PROGRAMME, PROVIDER, WORDS

ENTRY, AGREEMENT = UUID(int=8), UUID(int=9)
TODAY = date(2026, 11, 2)
REGISTERED = events.OrganisationRegistered(
    organisation_id=PROVIDER, code="boats", name="Soutajat ry", kind=OrganisationKind.NGO
)
PUBLISHED = events.ProgrammePublished(programme_id=ENTRY, provider=PROVIDER, programme=PROGRAMME)
NEXT = replace(PROGRAMME, version=2, summary=replace(WORDS, fi="toisin"))
MADE = events.AgreementMade(
    agreement_id=AGREEMENT,
    provider=PROVIDER,
    party=COUNTY,
    controller=PROVIDER,
    programmes=("rowing",),
    municipalities=("853",),
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
)


def ended(on: date) -> events.AgreementEnded:
    return events.AgreementEnded(agreement_id=AGREEMENT, ends_on=on)


def test_an_organisation_is_registered_once() -> None:
    new = Organisation(PROVIDER)
    assert [new.register(REGISTERED), given(new, REGISTERED).register(REGISTERED)] == [
        [REGISTERED],
        [],
    ]


def test_a_code_that_is_taken_cannot_name_another_organisation() -> None:
    other = replace(REGISTERED, name="Melojat ry")
    with pytest.raises(Refused, match="boats is registered as Soutajat ry, not as Melojat ry"):
        given(Organisation(PROVIDER), REGISTERED).register(other)


def test_a_first_version_is_published() -> None:
    assert ProgrammeEntry(ENTRY).publish(PROGRAMME, provider=PROVIDER, on=TODAY) == [PUBLISHED]


def test_publishing_the_same_content_again_changes_nothing() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED)
    assert entry.publish(PROGRAMME, provider=PROVIDER, on=TODAY) == []


def test_changed_content_needs_a_higher_version() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED)
    with pytest.raises(Refused, match=r"up to version 1 .* version 1. Give it version 2"):
        entry.publish(replace(NEXT, version=1), provider=PROVIDER, on=TODAY)


def test_a_higher_version_is_published() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED)
    assert entry.publish(NEXT, provider=PROVIDER, on=TODAY) == [replace(PUBLISHED, programme=NEXT)]


def test_the_same_words_are_not_another_providers() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED)
    with pytest.raises(Refused) as refused:
        entry.publish(PROGRAMME, provider=COUNTY, on=TODAY)
    assert refused.value.code == "version-published"


def test_a_version_is_higher_than_the_newest_and_than_0() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED, replace(PUBLISHED, programme=NEXT))
    third = replace(NEXT, version=3)
    assert entry.publish(NEXT, provider=PROVIDER, on=TODAY) == []
    assert entry.publish(third, provider=PROVIDER, on=TODAY) == [
        replace(PUBLISHED, programme=third)
    ]
    for other in (replace(PROGRAMME, summary=NEXT.summary), replace(NEXT, code="other")):
        with pytest.raises(Refused, match="up to version 2"):
            entry.publish(other, provider=PROVIDER, on=TODAY)
    with pytest.raises(Refused, match="up to version 0"):
        ProgrammeEntry(ENTRY).publish(replace(PROGRAMME, version=0), provider=PROVIDER, on=TODAY)


def test_a_programme_concerns_its_provider() -> None:
    assert (ProgrammeEntry(ENTRY).concerns, given(ProgrammeEntry(ENTRY), PUBLISHED).concerns) == (
        (),
        (PROVIDER,),
    )


def test_an_older_version_published_again_changes_nothing() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED, replace(PUBLISHED, programme=NEXT))
    assert entry.publish(PROGRAMME, provider=PROVIDER, on=TODAY) == []


def test_an_agreement_concerns_both_its_sides() -> None:
    assert given(Agreement(AGREEMENT), MADE).concerns == (PROVIDER, COUNTY)


def test_an_agreement_made_again_changes_nothing() -> None:
    assert given(Agreement(AGREEMENT), MADE).make(MADE) == []


def test_an_agreement_is_made_once() -> None:
    with pytest.raises(Refused, match="made already"):
        given(Agreement(AGREEMENT), MADE).make(replace(MADE, quota=4))


RANKED = events.Emphasis(year=2026, programmes=("rowing",), agreed_on=date(2026, 1, 1))


@pytest.mark.parametrize(
    "made",
    [
        replace(MADE, municipalities=(), counties=("05",)),
        replace(MADE, quota=1),
        replace(MADE, ends_on=None),
        replace(MADE, emphases=(RANKED,)),
    ],
)
def test_an_agreement_names_an_area_and_may_have_a_quota_and_no_end(
    made: events.AgreementMade,
) -> None:
    assert Agreement(AGREEMENT).make(made) == [made]


def test_an_emphasis_names_only_what_is_agreed() -> None:
    emphasis = replace(RANKED, programmes=("rowing", "skating"))
    with pytest.raises(Invalid, match=r"^skating cannot come first: the agreement is about rowing"):
        Agreement(AGREEMENT).make(replace(MADE, emphases=(emphasis,)))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (replace(MADE, programmes=()), "no-programmes"),
        (replace(MADE, municipalities=()), "no-area"),
        (replace(MADE, quota=0), "quota"),
        (replace(MADE, ends_on=date(2025, 12, 31)), "ends-before-start"),
        (
            replace(
                MADE,
                emphases=(
                    events.Emphasis(year=2026, programmes=("skating",), agreed_on=date(2026, 1, 1)),
                ),
            ),
            "emphasis",
        ),
    ],
)
def test_an_agreement_must_make_sense(made: events.AgreementMade, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Agreement(AGREEMENT).make(made)
    assert refused.value.code == code


def test_an_agreement_may_last_a_single_day() -> None:
    made = replace(MADE, ends_on=MADE.starts_on)
    assert Agreement(AGREEMENT).make(made) == [made]


def test_an_agreement_can_end_sooner() -> None:
    agreement = given(Agreement(AGREEMENT), MADE)
    assert agreement.end(on=date(2026, 6, 30)) == [ended(date(2026, 6, 30))]


def test_an_agreement_without_an_end_can_be_ended_and_once_more_sooner() -> None:
    endless = given(Agreement(AGREEMENT), replace(MADE, ends_on=None))
    assert endless.end(on=date(2027, 6, 30)) == [ended(date(2027, 6, 30))]
    shortened = given(endless, ended(date(2027, 6, 30)))
    assert shortened.end(on=date(2027, 6, 30)) == []
    assert shortened.end(on=date(2027, 6, 29)) == [ended(date(2027, 6, 29))]
    with pytest.raises(Refused, match="It ends on 2027-06-30, before 2027-07-01"):
        shortened.end(on=date(2027, 7, 1))


def test_what_was_never_agreed_does_not_end() -> None:
    with pytest.raises(Refused, match="no such agreement"):
        Agreement(AGREEMENT).end(on=date(2026, 6, 30))


def test_an_agreement_that_ends_that_day_needs_no_ending() -> None:
    assert given(Agreement(AGREEMENT), MADE).end(on=date(2026, 12, 31)) == []


def test_an_agreement_cannot_be_lengthened_by_ending_it() -> None:
    with pytest.raises(Refused, match="It ends on 2026-12-31, before 2027-01-01"):
        given(Agreement(AGREEMENT), MADE).end(on=date(2027, 1, 1))


def test_an_agreement_cannot_end_before_it_starts() -> None:
    with pytest.raises(Invalid, match="before it starts on 2026-01-01"):
        given(Agreement(AGREEMENT), MADE).end(on=date(2025, 12, 31))


def test_an_agreement_is_renewed_for_longer_until_its_last_day() -> None:
    agreement = given(Agreement(AGREEMENT), replace(MADE, notice_days=30))
    renewed = events.AgreementRenewed(
        agreement_id=AGREEMENT, ends_on=date(2027, 12, 31), decide_by=date(2027, 12, 1)
    )
    assert agreement.renew(ends_on=date(2027, 12, 31), on=date(2026, 12, 31)) == [renewed]
    endless = replace(renewed, ends_on=None, decide_by=None)
    assert agreement.renew(ends_on=None, on=date(2026, 12, 31)) == [endless]
    with pytest.raises(Refused) as over:
        agreement.renew(ends_on=date(2027, 12, 31), on=date(2027, 1, 1))
    with pytest.raises(Refused) as shorter:
        agreement.renew(ends_on=date(2026, 12, 30), on=date(2026, 6, 1))
    assert (over.value.code, shorter.value.code) == ("agreement-over", "not-longer")


@pytest.mark.parametrize(
    "quotas", [(("rowing", 15), ("skating", 6)), (("fishing", 1),), (("rowing", 1), ("rowing", 1))]
)
def test_quotas_of_programmes_are_within_the_agreements(quotas: Any) -> None:
    wrong = tuple(events.ProgrammeQuota(programme=code, families=n) for code, n in quotas)
    with pytest.raises(Invalid) as invalid:
        Agreement(AGREEMENT).make(replace(MADE, quota=20, quotas=wrong))
    assert invalid.value.code == "quotas"


TERMS = Terms(
    id=AGREEMENT,
    provider=PROVIDER,
    party=COUNTY,
    controller=PROVIDER,
    programmes=("rowing", "skating"),
    municipalities=("853",),
    counties=(),
    starts_on=date(2026, 1, 1),
    ends_on=None,
    emphases=(
        RANKED,
        replace(RANKED, programmes=("skating",), agreed_on=date(2026, 2, 1)),
        replace(RANKED, agreed_on=date(2026, 1, 15)),
        replace(RANKED, year=2027, programmes=("skating", "rowing"), agreed_on=date(2026, 3, 1)),
    ),
)


def test_the_latest_word_on_a_year_says_which_programmes_come_first() -> None:
    assert [TERMS.emphasis(year) for year in (2026, 2027, 2028)] == [
        ("skating",),
        ("skating", "rowing"),
        (),
    ]


def reader(role: Role, organisation: UUID | None = None) -> Principal:
    return Principal(UUID(int=50), "person", "somebody", organisation, frozenset({role}))


def test_its_two_sides_the_region_and_administrators_see_an_agreement() -> None:
    made = given(Agreement(AGREEMENT), MADE)
    sides = {home for home in (PROVIDER, COUNTY, ENTRY) if sees(Role.NGO_WORKER, made, home)}
    others = {role for role in Role if sees(role, made)}
    assert (sides, others) == (
        {PROVIDER, COUNTY},
        {Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR},
    )
    assert not sees(Role.ADMINISTRATOR, Agreement(AGREEMENT))


def sees(role: Role, agreement: Agreement, organisation: UUID | None = None) -> bool:
    return policy.sees.allows(reader(role, organisation), agreement)


def test_administrators_alone_end_agreements_and_keep_the_directory() -> None:
    made = given(Agreement(AGREEMENT), MADE)
    assert {role for role in Role if policy.ends.allows(reader(role, PROVIDER), made)} == {
        Role.ADMINISTRATOR
    }
    assert {role for role in Role if policy.administers.admits(reader(role))} == {
        Role.ADMINISTRATOR
    }
