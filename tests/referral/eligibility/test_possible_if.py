from dataclasses import replace

from tests.referral.eligibility.test_eligibility import FAMILY, HARD, IF, assessed


def test_it_is_possible_if_what_is_lacking_is_all_that_stands_in_the_way() -> None:
    lacking = assessed(replace(FAMILY, preconditions={}))
    assert (lacking.verdict, [f.rule for f in lacking.conditions]) == (IF, ["HAS_VEST"])
    assert lacking.is_refused
    excluded = assessed(replace(FAMILY, preconditions={}, needs=("OTHER",)))
    assert (excluded.verdict, excluded.conditions) == (HARD, ())
