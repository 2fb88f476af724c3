"""Who suits a need: hard rules with their names, and a sum that explains itself."""

from dataclasses import replace

import pytest

from services.common import programme
from services.common.codes import MatchEnd, VolunteerStatus
from services.common.programme import Step
from services.volunteers.ranking.domain import (
    Candidate,
    Caution,
    Engaged,
    Excluded,
    Part,
    PartName,
    Reason,
    Rule,
)
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


def test_wishes_that_are_erased_count_as_none() -> None:
    part_of_score = parts_of(interests=None)[PartName.INTERESTS]
    assert (part_of_score.points, part_of_score.reason) == (20, Reason.NO_WISHES)


def test_nothing_shared_gives_nothing() -> None:
    part = parts_of(replace(PERSON, interests=("MUSIC",)))[PartName.INTERESTS]
    assert (part.points, part.reason) == (0, Reason.NOTHING_SHARED)


@pytest.mark.parametrize(("earlier", "points"), [(0, 2), (1, 6), (2, 8), (3, 10), (9, 10)])
def test_experience_grows_with_earlier_matches(earlier: int, points: int) -> None:
    assert parts_of(replace(PERSON, earlier=earlier))[PartName.EXPERIENCE].points == points


@pytest.mark.parametrize(
    ("supporting", "capacity", "points"), [(0, 2, 5), (1, 2, 2), (8, 10, 1), (9, 10, 1)]
)
def test_whoever_has_more_time_left_gets_more(supporting: int, capacity: int, points: int) -> None:
    person = replace(PERSON, supporting=supporting, capacity=capacity)
    assert parts_of(person)[PartName.LOAD].points == points


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


def test_places_promised_twice_leave_none() -> None:
    full = replace(PERSON, supporting=1, proposed=2)
    assert full.free == 0
    assert excluded(full) == (Excluded(volunteer_id=ANNA, rule=Rule.DOUBLE_BOOKING),)


def test_before_any_match_all_of_a_persons_time_is_free() -> None:
    person = replace(PERSON, **vars(Engaged()))
    assert (person.free, parts_of(person)[PartName.EXPERIENCE].values) == (2, ("0",))


def asking_for(requirement: programme.Requirement) -> programme.Programme:
    return replace(BUDDY, supporter=programme.Supporter(requirements=(requirement,)))


SPEAKS_FINNISH = programme.Requirement(
    code="SPEAKS_FINNISH",
    strength=programme.Strength.HARD,
    condition=programme.Condition(field="languages", values=("fi",)),
    explanation=WORDS,
)


def test_where_no_language_is_known_everybody_can_talk() -> None:
    silent = replace(NEED, mother_tongue=None, service_language="")
    assert rank(silent, BUDDY, [replace(PERSON, languages=("sv",))])[1] == ()


def test_a_requirement_that_is_soft_or_of_something_else_excludes_nobody() -> None:
    soft = replace(SPEAKS_FINNISH, strength=programme.Strength.SOFT)
    other = replace(
        SPEAKS_FINNISH, condition=programme.Condition(field="kind", values=("VOLUNTEER",))
    )
    somali = replace(PERSON, languages=("so",))
    for requirement in (soft, other):
        assert rank(NEED, asking_for(requirement), [somali])[1] == ()


def test_a_language_that_the_programme_requires_is_needed() -> None:
    asking = asking_for(SPEAKS_FINNISH)
    somali = replace(PERSON, languages=("so",))
    assert rank(NEED, asking, [PERSON])[1] == ()
    assert rank(NEED, asking, [somali])[1] == (Excluded(volunteer_id=ANNA, rule=Rule.LANGUAGE),)


def test_nobody_to_rank_gives_nobody() -> None:
    assert rank(NEED, BUDDY, []) == ((), ())


def test_who_lacks_a_step_of_the_cases_version_is_no_candidate_for_it() -> None:
    lacking = replace(PERSON, lacks=(Step.EXTRACT_CHECK,))
    assert excluded(lacking) == (
        Excluded(volunteer_id=ANNA, rule=Rule.VERSION, lacks=(Step.EXTRACT_CHECK,)),
    )


@pytest.mark.parametrize("rule", [Rule.SAFETY, Rule.NOT_A_FIT])
def test_who_parted_badly_from_this_family_is_no_candidate_for_it(rule: Rule) -> None:
    endings = replace(PERSON, endings=frozenset({rule, MatchEnd.PLANNED}))
    assert excluded(endings) == (Excluded(volunteer_id=ANNA, rule=rule),)


def test_other_ends_with_this_family_warn_and_good_ones_do_not() -> None:
    ends = frozenset({MatchEnd.FAMILY_ENDED, MatchEnd.PLANNED, MatchEnd.MOVED, "DECLINED"})
    ((candidate,), none) = rank(NEED, BUDDY, [replace(PERSON, endings=ends)])
    assert (candidate.warnings, none) == ((Caution.FAMILY_ENDED, Caution.DECLINED), ())
