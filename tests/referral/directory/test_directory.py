from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import OrganisationKind
from services.referral.directory import events
from services.referral.directory.domain import Agreement, Organisation, ProgrammeEntry
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.referral.directory.examples import COUNTY, PROGRAMME, PROVIDER, WORDS

ENTRY, AGREEMENT = UUID(int=8), UUID(int=9)
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
    assert ProgrammeEntry(ENTRY).publish(PROGRAMME, provider=PROVIDER) == [PUBLISHED]


def test_publishing_the_same_content_again_changes_nothing() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED)
    assert entry.publish(PROGRAMME, provider=PROVIDER) == []


def test_changed_content_needs_a_higher_version() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED)
    with pytest.raises(Refused, match=r"up to version 1 .* version 1. Give it version 2"):
        entry.publish(replace(NEXT, version=1), provider=PROVIDER)


def test_a_higher_version_is_published() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED)
    assert entry.publish(NEXT, provider=PROVIDER) == [replace(PUBLISHED, programme=NEXT)]


def test_an_older_version_published_again_changes_nothing() -> None:
    entry = given(ProgrammeEntry(ENTRY), PUBLISHED, replace(PUBLISHED, programme=NEXT))
    assert entry.publish(PROGRAMME, provider=PROVIDER) == []


def test_an_agreement_concerns_both_its_sides() -> None:
    assert given(Agreement(AGREEMENT), MADE).concerns == (PROVIDER, COUNTY)


def test_an_agreement_made_again_changes_nothing() -> None:
    assert given(Agreement(AGREEMENT), MADE).make(MADE) == []


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


def test_an_agreement_that_ends_that_day_needs_no_ending() -> None:
    assert given(Agreement(AGREEMENT), MADE).end(on=date(2026, 12, 31)) == []


def test_an_agreement_cannot_be_lengthened_by_ending_it() -> None:
    with pytest.raises(Refused, match="It ends on 2026-12-31, before 2027-01-01"):
        given(Agreement(AGREEMENT), MADE).end(on=date(2027, 1, 1))


def test_an_agreement_cannot_end_before_it_starts() -> None:
    with pytest.raises(Invalid, match="before it starts on 2026-01-01"):
        given(Agreement(AGREEMENT), MADE).end(on=date(2025, 12, 31))
