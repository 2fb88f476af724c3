"""Each rule on both sides of its border; the programme is the example of the directory."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import ClientStatus
from services.common.programme import Condition, Exclusion, Strength
from services.referral.directory.rules import Place, Terms
from services.referral.eligibility.domain import Assessment, Child, Family, Finding, Verdict
from services.referral.eligibility.rules import alternatives, assess
from tests.referral.directory.examples import COUNTY, PROGRAMME, PROVIDER

DAY = date(2026, 11, 20)
TURKU = Place(municipality="853", county="05")
FITS, SOFT, IF, HARD = Verdict.FITS, Verdict.SOFT, Verdict.POSSIBLE_IF, Verdict.HARD
AGREED = Terms(
    id=UUID(int=3),
    provider=PROVIDER,
    party=COUNTY,
    controller=PROVIDER,
    programmes=("rowing",),
    municipalities=("853",),
    counties=(),
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
)
FAMILY = Family(
    subject_kind="CHILD",
    birth=date(2015, 4, 1),
    client_status="NONE",
    place=TURKU,
    referrer_kind="SCHOOL",
    preconditions={"has_vest": True},
)


def assessed(family: Family = FAMILY, *, on: date = DAY, terms: Terms = AGREED) -> Assessment:
    return assess(PROGRAMME, family, on=on, agreements=[terms])


def finding_of(assessment: Assessment, rule: str) -> Finding:
    (finding,) = (each for each in assessment.findings if each.rule == rule)
    return finding


def verdict(assessment: Assessment, rule: str) -> Verdict:
    return finding_of(assessment, rule).verdict


def test_a_family_that_every_rule_fits_may_come() -> None:
    assert assessed().verdict is FITS


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (date(2020, 11, 21), HARD),  # six tomorrow
        (date(2020, 11, 20), FITS),  # six today
        (date(2008, 11, 21), FITS),  # still seventeen
        (date(2008, 11, 20), HARD),  # eighteen today
    ],
)
def test_age_counts_on_the_day(birth: date, expected: Verdict) -> None:
    assert verdict(assessed(replace(FAMILY, birth=birth)), "AGE") is expected


def test_an_unknown_date_of_birth_is_a_warning() -> None:
    assert verdict(assessed(replace(FAMILY, birth=None)), "AGE") is SOFT


@pytest.mark.parametrize(
    ("youngest", "oldest", "expected"),
    [(6, 17, True), (6, None, True), (None, 17, True), (None, None, False)],
)
def test_an_age_is_asked_where_there_is_a_limit(
    youngest: int | None, oldest: int | None, expected: bool
) -> None:
    audience = replace(PROGRAMME.audience, age_min=youngest, age_max=oldest)
    assessment = assess(replace(PROGRAMME, audience=audience), FAMILY, on=DAY, agreements=[AGREED])
    assert ("AGE" in {finding.rule for finding in assessment.findings}) is expected


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (date(2020, 11, 21), HARD),  # six tomorrow
        (date(2020, 11, 20), FITS),  # six today
        (date(2008, 11, 21), FITS),  # still seventeen
        (date(2008, 11, 20), HARD),  # eighteen today
        (None, SOFT),
    ],
)
def test_each_child_of_the_family_has_an_age_of_its_own(
    birth: date | None, expected: Verdict
) -> None:
    family = replace(FAMILY, siblings=(Child("Eino", date(2014, 1, 1)), Child("Aino", birth)))
    ages = [(f.values["who"], f.verdict) for f in assessed(family).findings if f.rule == "AGE"]
    assert ages == [("CHILD", FITS), ("Eino", FITS), ("Aino", expected)]


def test_the_children_of_a_parent_are_of_any_age() -> None:
    parent = replace(FAMILY, subject_kind="PARENT", siblings=(Child("Aino", date(2026, 1, 1)),))
    assert "AGE" not in {finding.rule for finding in assessed(parent).findings}


def test_a_parents_age_is_not_asked() -> None:
    assessment = assessed(replace(FAMILY, subject_kind="PARENT", birth=date(1980, 1, 1)))
    assert "AGE" not in {finding.rule for finding in assessment.findings}


@pytest.mark.parametrize(
    ("kind", "expected"), [("CHILD", FITS), ("PARENT", SOFT), ("FAMILY", HARD)]
)
def test_the_second_audience_is_possible_with_a_warning(kind: str, expected: Verdict) -> None:
    assert verdict(assessed(replace(FAMILY, subject_kind=kind)), "SUBJECT_KIND") is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 31), HARD),
        (date(2026, 1, 1), FITS),
        (date(2026, 12, 31), FITS),
        (date(2027, 1, 1), HARD),
    ],
)
def test_an_agreement_holds_on_its_first_and_last_day(day: date, expected: Verdict) -> None:
    assert verdict(assessed(on=day), "AREA") is expected


def test_an_agreement_without_an_end_goes_on() -> None:
    endless = replace(AGREED, ends_on=None)
    assert verdict(assessed(on=date(2030, 1, 1), terms=endless), "AREA") is FITS


def test_an_agreement_of_a_county_covers_its_municipalities_alone() -> None:
    county = replace(AGREED, municipalities=(), counties=("05",))
    sastamala = replace(FAMILY, place=Place(municipality="790", county="08"))
    verdicts = [verdict(assessed(each, terms=county), "AREA") for each in (FAMILY, sastamala)]
    assert verdicts == [FITS, HARD]


def test_an_agreement_about_another_programme_does_not_count() -> None:
    other = replace(AGREED, programmes=("skating",))
    assert verdict(assessed(terms=other), "AREA") is HARD


def test_one_agreement_that_covers_the_place_is_enough() -> None:
    elsewhere = replace(AGREED, municipalities=("790",))
    for agreements in ((AGREED, elsewhere), (elsewhere, AGREED)):
        assessment = assess(PROGRAMME, FAMILY, on=DAY, agreements=agreements)
        assert verdict(assessment, "AREA") is FITS


@pytest.mark.parametrize(("left", "expected"), [(2, FITS), (1, FITS), (0, SOFT), (-1, SOFT)])
def test_a_used_up_quota_is_a_warning(left: int, expected: Verdict) -> None:
    assessment = assess(PROGRAMME, FAMILY, on=DAY, agreements=[AGREED], places_left=left)
    assert verdict(assessment, "QUOTA") is expected


@pytest.mark.parametrize(("answered", "expected"), [(True, []), (False, [SOFT])])
def test_a_provider_without_anybody_to_answer_is_a_warning(
    answered: bool, expected: list[Verdict]
) -> None:
    assessment = assess(PROGRAMME, FAMILY, on=DAY, agreements=[AGREED], is_answered=answered)
    verdicts = [f.verdict for f in assessment.findings if f.rule == "NOBODY_ANSWERS"]
    assert verdicts == expected


def test_without_a_quota_or_a_required_status_neither_is_asked() -> None:
    audience = replace(PROGRAMME.audience, client_statuses=())
    programme = replace(PROGRAMME, audience=audience)
    assessment = assess(programme, FAMILY, on=DAY, agreements=[AGREED])
    rules = {finding.rule for finding in assessment.findings}
    assert rules.isdisjoint({"QUOTA", "CLIENT_STATUS_REQUIRED"})


@pytest.mark.parametrize(
    ("status", "expected"), [("NONE", FITS), ("CONTACT", HARD), ("UNKNOWN_NOT_ASKED", IF)]
)
def test_a_required_client_status_is_asked(status: str, expected: Verdict) -> None:
    assessment = assessed(replace(FAMILY, client_status=status))
    assert verdict(assessment, "CLIENT_STATUS_REQUIRED") is expected


@pytest.mark.parametrize(("needs", "expected"), [(("LONELINESS",), FITS), (("OTHER",), HARD)])
def test_a_hard_exclusion_refuses(needs: tuple[str, ...], expected: Verdict) -> None:
    assert verdict(assessed(replace(FAMILY, needs=needs)), "CANNOT_SWIM") is expected


def test_a_soft_exclusion_warns() -> None:
    soft = replace(PROGRAMME.exclusions[0], strength=Strength.SOFT)
    programme = replace(PROGRAMME, exclusions=(soft,))
    assessment = assess(programme, replace(FAMILY, needs=("OTHER",)), on=DAY, agreements=[AGREED])
    assert (assessment.verdict, [f.rule for f in assessment.warnings]) == (SOFT, ["CANNOT_SWIM"])


def test_an_exclusion_says_what_was_chosen_of_what_it_excludes() -> None:
    finding = finding_of(assessed(replace(FAMILY, needs=("OTHER", "LONELINESS"))), "CANNOT_SWIM")
    assert finding.values["chosen"] == ("OTHER",)


OF_STATUS = replace(
    PROGRAMME.exclusions[0],
    code="PROTECTED",
    condition=Condition(field="client_status", values=("CLIENT",)),
)


def test_a_client_status_that_is_excluded_is_told_as_it_is() -> None:
    programme = replace(PROGRAMME, exclusions=(OF_STATUS,))
    client = replace(FAMILY, client_status="CLIENT")
    finding = finding_of(assess(programme, client, on=DAY, agreements=[AGREED]), "PROTECTED")
    assert (finding.verdict, finding.values["chosen"]) == (HARD, ("CLIENT",))


@pytest.mark.parametrize(
    ("exclusions", "status", "warned"),
    [
        ((*PROGRAMME.exclusions, OF_STATUS), ClientStatus.UNKNOWN_NOT_ASKED, True),
        ((*PROGRAMME.exclusions, OF_STATUS), ClientStatus.NONE, False),
        (PROGRAMME.exclusions, ClientStatus.UNKNOWN_NOT_ASKED, False),
        ((), ClientStatus.UNKNOWN_NOT_ASKED, False),
    ],
)
def test_a_client_status_nobody_asked_for_is_a_warning_where_one_excludes(
    exclusions: tuple[Exclusion, ...], status: ClientStatus, warned: bool
) -> None:
    programme = replace(PROGRAMME, exclusions=exclusions)
    family = replace(FAMILY, client_status=status)
    findings = assess(programme, family, on=DAY, agreements=[AGREED]).findings
    unknown = [f.verdict for f in findings if f.rule == "CLIENT_STATUS_UNKNOWN"]
    assert unknown == ([SOFT] if warned else [])


def test_overriding_softens_the_refusal_it_names_and_nothing_else() -> None:
    refused = assessed(replace(FAMILY, needs=("OTHER",)))
    assert refused.overriding("AGE") == refused
    assert assessed().overriding("CANNOT_SWIM") == assessed()


def test_a_hard_exclusion_can_be_overridden_where_the_programme_allows_it() -> None:
    assessment = assessed(replace(FAMILY, needs=("OTHER",)))
    assert [assessment.verdict, assessment.overriding("CANNOT_SWIM").verdict] == [HARD, SOFT]


def test_what_cannot_be_overridden_stays_refused() -> None:
    assessment = assessed(replace(FAMILY, birth=date(2021, 1, 1)))
    assert assessment.overriding("AGE").verdict is HARD


@pytest.mark.parametrize(("given", "expected"), [(True, FITS), (False, IF), (None, IF)])
def test_a_precondition_must_be_told(given: bool | None, expected: Verdict) -> None:
    answers = {} if given is None else {"has_vest": given}
    assert verdict(assessed(replace(FAMILY, preconditions=answers)), "HAS_VEST") is expected


@pytest.mark.parametrize(("kind", "expected"), [("SCHOOL", FITS), ("KELA", SOFT)])
def test_an_unusual_route_is_a_warning(kind: str, expected: Verdict) -> None:
    assert verdict(assessed(replace(FAMILY, referrer_kind=kind)), "ROUTE") is expected


@pytest.mark.parametrize("routes", [(), ("SCHOOL", "OTHER")])
def test_where_everybody_may_refer_no_route_is_asked(routes: tuple[str, ...]) -> None:
    programme = replace(PROGRAMME, routes=routes)
    assessment = assess(
        programme, replace(FAMILY, referrer_kind="KELA"), on=DAY, agreements=[AGREED]
    )
    assert "ROUTE" not in {finding.rule for finding in assessment.findings}


def test_a_programme_that_takes_no_referrals_refuses() -> None:
    assessment = assess(replace(PROGRAMME, referable=False), FAMILY, on=DAY, agreements=[AGREED])
    assert verdict(assessment, "NOT_REFERABLE") is HARD


def test_alternatives_are_what_fits_nearest_the_needs_first() -> None:
    beside = replace(PROGRAMME.audience, kinds=("PARENT",), secondary=("CHILD",))
    programmes = [
        replace(PROGRAMME, code="far", needs=()),
        replace(PROGRAMME, code="near"),
        replace(PROGRAMME, code="warned", routes=("KELA",)),
        replace(PROGRAMME, code="closed", referable=False),
        replace(PROGRAMME, code="beside", audience=beside),
        PROGRAMME,
    ]
    agreed = replace(AGREED, programmes=tuple(p.code for p in programmes))
    family = replace(FAMILY, needs=("LONELINESS",))
    others = alternatives(
        programmes, family, on=DAY, agreements=[agreed], instead_of=PROGRAMME.code
    )
    assert [other.programme.code for other in others] == ["near", "far", "warned"]
