"""Who suits a need: hard rules with their names, and a sum that explains itself."""

from dataclasses import replace

import pytest

from services.common import programme
from services.common.codes import VolunteerStatus
from services.volunteers.ranking.domain import Candidate, Excluded, Part, PartName, Reason, Rule
from services.volunteers.ranking.queries import nearness
from services.volunteers.ranking.rules import Nearness, Person, rank
from tests.volunteers.examples import ANNA, BUDDY, NEED, OTTO, PERSON, WORDS


def part(name: PartName, points: int, most: int, reason: Reason, *values: str) -> Part:
    return Part(name=name, points=points, max=most, reason=reason, values=values)


SUITS = Candidate(
    volunteer_id=ANNA,
    score=81,
    parts=(
        part(PartName.DISTANCE, 30, 30, Reason.SAME_MUNICIPALITY),
        part(PartName.LANGUAGE, 20, 20, Reason.MOTHER_TONGUE, "so", "fi"),
        part(PartName.INTERESTS, 10, 20, Reason.SHARED, "SPORT"),
        part(PartName.AVAILABILITY, 10, 15, Reason.SHARED, "TUE_PM", "SAT_PM"),
        part(PartName.EXPERIENCE, 6, 10, Reason.EARLIER_MATCHES, "1"),
        part(PartName.LOAD, 5, 5, Reason.FREE_PLACES, "2", "2"),
    ),
)


def parts_of(person: Person = PERSON, **need: object) -> dict[PartName, Part]:
    opened = replace(NEED, **need)  # type: ignore[arg-type]
    ((candidate,), _) = rank(opened, BUDDY, [person])
    return {part.name: part for part in candidate.parts}


def excluded(person: Person) -> tuple[Excluded, ...]:
    return rank(NEED, BUDDY, [person])[1]


def test_a_candidates_score_is_the_sum_of_its_parts() -> None:
    assert rank(NEED, BUDDY, [PERSON]) == ((SUITS,), ())


def test_the_most_is_a_hundred() -> None:
    assert sum(part.max for part in parts_of().values()) == 100


def test_the_best_comes_first() -> None:
    far = replace(PERSON, volunteer_id=OTTO, nearness=Nearness.ELSEWHERE)
    candidates, _ = rank(NEED, BUDDY, [far, PERSON])
    assert [candidate.volunteer_id for candidate in candidates] == [ANNA, OTTO]


@pytest.mark.parametrize(
    ("home", "there", "step", "points"),
    [
        ("853", "853", Nearness.SAME_MUNICIPALITY, 30),
        ("202", "853", Nearness.SAME_SUBREGION, 20),
        ("400", "853", Nearness.SAME_COUNTY, 10),
        ("790", "853", Nearness.ELSEWHERE, 0),
        ("853", None, Nearness.WITHHELD, 0),
        (None, "853", Nearness.ELSEWHERE, 0),
    ],
)
def test_distance_has_four_steps(
    home: str | None, there: str | None, step: Nearness, points: int
) -> None:
    assert nearness(home, there) is step
    assert parts_of(replace(PERSON, nearness=step))[PartName.DISTANCE].points == points


@pytest.mark.parametrize(
    ("spoken", "interpreter", "points", "reason"),
    [
        (("so",), True, 20, Reason.MOTHER_TONGUE),
        (("fi",), True, 10, Reason.WITH_INTERPRETER),
        (("fi",), False, 15, Reason.SERVICE_LANGUAGE),
    ],
)
def test_a_common_mother_tongue_is_best(
    spoken: tuple[str, ...], interpreter: bool, points: int, reason: Reason
) -> None:
    parts = parts_of(replace(PERSON, languages=spoken), interpreter_needed=interpreter)
    part = parts[PartName.LANGUAGE]
    assert (part.points, part.reason, part.values) == (points, reason, spoken)


def test_whoever_wishes_nothing_in_particular_suits_everybody() -> None:
    part = parts_of(interests=())[PartName.INTERESTS]
    assert (part.points, part.reason) == (20, Reason.NO_WISHES)


def test_nothing_shared_gives_nothing() -> None:
    part = parts_of(replace(PERSON, interests=("MUSIC",)))[PartName.INTERESTS]
    assert (part.points, part.reason) == (0, Reason.NOTHING_SHARED)


@pytest.mark.parametrize(("earlier", "points"), [(0, 2), (1, 6), (2, 8), (3, 10), (9, 10)])
def test_experience_grows_with_earlier_matches(earlier: int, points: int) -> None:
    assert parts_of(replace(PERSON, earlier=earlier))[PartName.EXPERIENCE].points == points


@pytest.mark.parametrize(("supporting", "points"), [(0, 5), (1, 2)])
def test_whoever_has_more_time_left_gets_more(supporting: int, points: int) -> None:
    assert parts_of(replace(PERSON, supporting=supporting))[PartName.LOAD].points == points


@pytest.mark.parametrize(
    ("person", "rule"),
    [
        (replace(PERSON, vetted=("other",)), Rule.VETTED),
        (replace(PERSON, vetted=(), status=VolunteerStatus.APPLICANT), Rule.VETTED),
        (replace(PERSON, status=VolunteerStatus.PAUSED), Rule.PAUSED),
        (replace(PERSON, languages=("sv",)), Rule.LANGUAGE),
        (replace(PERSON, supporting=2), Rule.CAPACITY),
        (replace(PERSON, supporting=1, proposed=1), Rule.DOUBLE_BOOKING),
    ],
)
def test_a_hard_rule_excludes_and_says_which(person: Person, rule: Rule) -> None:
    assert excluded(person) == (Excluded(volunteer_id=ANNA, rule=rule),)


def test_a_language_that_the_programme_requires_is_needed() -> None:
    requirement = programme.Requirement(
        code="SPEAKS_FINNISH",
        strength=programme.Strength.HARD,
        condition=programme.Condition(field="languages", values=("fi",)),
        explanation=WORDS,
    )
    asking = replace(BUDDY, supporter=programme.Supporter(requirements=(requirement,)))
    somali = replace(PERSON, languages=("so",))
    assert rank(NEED, asking, [PERSON])[1] == ()
    assert rank(NEED, asking, [somali])[1] == (Excluded(volunteer_id=ANNA, rule=Rule.LANGUAGE),)


def test_nobody_to_rank_gives_nobody() -> None:
    assert rank(NEED, BUDDY, []) == ((), ())
