"""What a rule says of itself: which limit it names, and the programme's own words."""

from dataclasses import replace
from typing import Any

import pytest

from services.common.codes import ClientStatus
from services.common.programme import Condition
from services.referral.eligibility.domain import Family, Finding
from services.referral.eligibility.rules import assess
from tests.referral.directory.examples import PROGRAMME, WORDS
from tests.referral.eligibility.test_eligibility import AGREED, DAY, FAMILY, TURKU


def rule(name: str, family: Family = FAMILY, **audience: Any) -> Finding | None:
    programme = replace(PROGRAMME, audience=replace(PROGRAMME.audience, **audience))
    findings = assess(programme, family, on=DAY, agreements=[AGREED]).findings
    return next((finding for finding in findings if finding.rule == name), None)


@pytest.mark.parametrize(
    ("youngest", "oldest", "is_for", "not_checked"),
    [
        (6, 17, "is for ages %(youngest)s–%(oldest)s.", "(%(youngest)s–%(oldest)s)"),
        (6, None, "is for ages from %(youngest)s.", "(from %(youngest)s)"),
        (None, 17, "is for ages up to %(oldest)s.", "(up to %(oldest)s)"),
    ],
)
def test_an_age_is_said_with_the_limits_that_there_are(
    youngest: int | None, oldest: int | None, is_for: str, not_checked: str
) -> None:
    limits: dict[str, Any] = {"age_min": youngest, "age_max": oldest}
    checked, unknown = rule("AGE", **limits), rule("AGE", replace(FAMILY, birth=None), **limits)
    assert checked and f"%(programme)s {is_for} %(who)s is %(age)s." == checked.message
    assert unknown and f"so the age {not_checked} is not checked." in unknown.message


def test_what_refuses_and_what_warns_is_told_apart() -> None:
    family = replace(FAMILY, needs=("OTHER",), referrer_kind="KELA")
    assessment = assess(PROGRAMME, family, on=DAY, agreements=[AGREED])
    rules = [[each.rule for each in some] for some in (assessment.refusals, assessment.warnings)]
    assert rules == [["CANNOT_SWIM"], ["ROUTE"]]


PROTECTION = (str(ClientStatus.CHILD_PROTECTION_OPEN_CARE),)


@pytest.mark.parametrize(
    ("required", "status", "begin", "end"),
    [
        (PROTECTION, "NONE", "is for clients of child protection.", "You chose: %(status)s."),
        (PROTECTION, None, "is for clients of child protection.", "It is not told yet."),
        (("CONTACT",), "NONE", "asks for a client relationship", "You chose: %(status)s."),
        (("CONTACT",), None, "asks for a client relationship", "It is not told yet."),
    ],
)
def test_a_client_relationship_that_is_lacking_is_said_as_chosen_or_as_not_told(
    required: tuple[str, ...], status: str | None, begin: str, end: str
) -> None:
    family = Family(subject_kind="CHILD", place=TURKU, referrer_kind=None)  # which says nothing
    family = replace(family, client_status=status) if status else family
    finding = rule("CLIENT_STATUS_REQUIRED", family, client_statuses=required)
    assert finding and finding.message.startswith(f"%(programme)s {begin}")
    assert finding.message.endswith(end)


@pytest.mark.parametrize("has_vest", [True, False])
def test_a_precondition_is_explained_in_the_programmes_own_words(has_vest: bool) -> None:
    finding = rule("HAS_VEST", replace(FAMILY, preconditions={"has_vest": has_vest}))
    assert finding and (finding.explanation, finding.values) == (WORDS, {"explanation": WORDS})


@pytest.mark.parametrize("needs", [("OTHER",), ("LONELINESS",)])
def test_an_exclusion_is_explained_in_the_programmes_own_words(needs: tuple[str, ...]) -> None:
    finding = rule("CANNOT_SWIM", replace(FAMILY, needs=needs))
    assert finding and (finding.explanation, finding.overridable) == (WORDS, True)


@pytest.mark.parametrize(
    ("excluded", "message"),
    [
        (PROTECTION, "Not a client of child protection."),
        ((*PROTECTION, "CONTACT"), "None of these: %(excluded)s."),
    ],
)
def test_an_exclusion_that_is_not_met_says_of_what(excluded: tuple[str, ...], message: str) -> None:
    condition = Condition(field="client_status", values=excluded)
    exclusion = replace(PROGRAMME.exclusions[0], condition=condition)
    programme = replace(PROGRAMME, exclusions=(exclusion,))
    findings = assess(programme, FAMILY, on=DAY, agreements=[AGREED]).findings
    assert [each.message for each in findings if each.rule == "CANNOT_SWIM"] == [message]


def test_while_nobody_has_said_who_sends_no_route_is_unusual() -> None:
    assert rule("ROUTE", replace(FAMILY, referrer_kind=None)) is None
