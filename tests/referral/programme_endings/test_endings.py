"""A programme takes no new families from a day on: both sides of that day, and who hears of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import Role
from services.common.phrases import closing
from services.referral.directory import events
from services.referral.directory.domain import ProgrammeEntry
from services.referral.eligibility.domain import Verdict
from services.referral.eligibility.rules import alternatives, assess
from services.referral.programme_endings import policy
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.referral.directory.examples import COUNTY, PROGRAMME, PROVIDER
from tests.referral.eligibility.test_eligibility import AGREED, FAMILY
from tests.shared.web.test_formats import in_language

ENTRY, OTHER = UUID(int=8), UUID(int=9)
TODAY, CLOSES = date(2026, 11, 20), date(2027, 1, 1)
DAY = timedelta(days=1)
PUBLISHED = events.ProgrammePublished(programme_id=ENTRY, provider=PROVIDER, programme=PROGRAMME)
WITHDRAWN = events.ProgrammeWithdrawn(
    programme_id=ENTRY, code="rowing", provider=PROVIDER, closes_on=CLOSES
)
ANNOUNCED = events.WithdrawalAnnounced(
    programme_id=ENTRY, providers=(PROVIDER,), senders=(COUNTY,), closes_on=CLOSES
)
BACK = events.WithdrawalTakenBack(programme_id=ENTRY, code="rowing", provider=PROVIDER)
GOES_ON = given(ProgrammeEntry(ENTRY), PUBLISHED)
ENDS = given(GOES_ON, WITHDRAWN, ANNOUNCED)
WHO: dict[str, Any] = {"providers": (PROVIDER,), "senders": (COUNTY,)}
QUESTION = {
    "programme": "kaveri",
    "municipality": "853",
    "subject": {"kind": "CHILD", "date_of_birth": "2015-04-01"},
    "client_status": "NONE",
}
API, PAGES = "/referral/api/v1", "/referral/directory/programmes"


def test_it_is_withdrawn_and_those_whom_it_concerns_hear_of_it() -> None:
    assert GOES_ON.withdraw(closes_on=CLOSES, on=TODAY, **WHO) == [WITHDRAWN, ANNOUNCED]


def test_the_same_day_again_changes_nothing_and_another_day_is_said_anew() -> None:
    again = ENDS.withdraw(closes_on=CLOSES, on=TODAY, **WHO)
    later = ENDS.withdraw(closes_on=CLOSES + DAY, on=TODAY, **WHO)
    assert (again, [type(each) for each in later]) == ([], [type(WITHDRAWN), type(ANNOUNCED)])


def test_a_programme_ends_tomorrow_at_the_earliest() -> None:
    tomorrow = GOES_ON.withdraw(closes_on=TODAY + DAY, on=TODAY, **WHO)
    assert len(tomorrow) == 2
    with pytest.raises(Invalid, match="after today"):
        GOES_ON.withdraw(closes_on=TODAY, on=TODAY, **WHO)


def test_it_is_taken_back_before_its_day_and_never_after() -> None:
    assert ENDS.go_on(on=CLOSES - DAY) == [BACK]
    with pytest.raises(Refused, match="new programme instead"):
        ENDS.go_on(on=CLOSES)
    assert given(ENDS, BACK).go_on(on=CLOSES) == []


def test_a_new_version_comes_before_its_day_and_never_after() -> None:
    following = replace(PROGRAMME, version=2)
    published = ENDS.publish(following, provider=PROVIDER, on=CLOSES - DAY)
    assert published == [replace(PUBLISHED, programme=following)]
    with pytest.raises(Refused) as refused:
        ENDS.publish(following, provider=PROVIDER, on=CLOSES)
    assert refused.value.code == "programme-ended"


def test_nothing_ends_that_was_never_published() -> None:
    with pytest.raises(Refused):
        ProgrammeEntry(ENTRY).withdraw(closes_on=CLOSES, on=TODAY, **WHO)


def test_its_providers_administrator_ends_it_and_the_regions() -> None:
    def admin(home: UUID | None, role: str = Role.ADMINISTRATOR) -> Principal:
        return Principal(OTHER, "person", "admin", home, frozenset({role}))

    may = [policy.ends.allows(admin(home), GOES_ON) for home in (None, PROVIDER, COUNTY)]
    others = policy.ends.allows(admin(PROVIDER, Role.NGO_COORDINATOR), GOES_ON)
    nothing = policy.ends.allows(admin(None), ProgrammeEntry(ENTRY))
    assert (may, others, nothing) == ([True, True, False], False, False)


@pytest.mark.parametrize(
    ("arrives_on", "rule", "verdict"),
    [(CLOSES - DAY, "ENDS", Verdict.FITS), (CLOSES, "ENDED", Verdict.HARD)],
)
def test_eligibility_says_it_on_both_sides_of_the_day(
    arrives_on: date, rule: str, verdict: Verdict
) -> None:
    answer = assess(
        PROGRAMME, FAMILY, on=TODAY, agreements=[AGREED], closes_on=CLOSES, arrives_on=arrives_on
    )
    (finding,) = (each for each in answer.findings if each.rule in ("ENDS", "ENDED"))
    assert (finding.rule, finding.verdict, answer.verdict) == (rule, verdict, verdict)


@pytest.mark.parametrize(("on", "others"), [(CLOSES - DAY, ["rowing"]), (CLOSES, [])])
def test_what_has_ended_is_no_alternative(on: date, others: list[str]) -> None:
    terms = replace(AGREED, ends_on=None)
    listed = alternatives(
        [PROGRAMME], FAMILY, on=on, agreements=[terms], closings={"rowing": CLOSES}
    )
    assert [each.programme.code for each in listed] == others


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (CLOSES - DAY, "New families until 31.12.2026"),
        (CLOSES, "No new families since 1.1.2027"),
    ],
)
def test_people_read_until_when_or_since_when(today: date, text: str) -> None:
    assert in_language("en", lambda: closing(CLOSES, today)) == text
    assert closing(None, today) == ""
