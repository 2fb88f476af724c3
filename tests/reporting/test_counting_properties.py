"""What holds for every history: months add up to their range, classes to their total."""

from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from services.common.codes import Outcome, ReferrerKind
from services.common.months import month_of
from services.reporting.disclosure.cells import Kind
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.months import Range
from services.reporting.indicators.outcomes import KEPT, SHORT
from services.reporting.indicators.timeline import Match, ReferralTimeline
from tests.reporting.timelines import match, timeline

HALF = Range("2026-01", "2026-06")
days = st.integers(0, 230).map(lambda n: date(2025, 12, 1) + timedelta(days=n))
maybe = st.none() | days
CLASSES = {"accepted": tuple(ReferrerKind), "ended": tuple(Outcome), "parted": (KEPT, SHORT)}


@st.composite
def matches(draw: st.DrawFn, n: int) -> Match:
    start = draw(days)
    end = draw(st.none() | st.integers(0, 200).map(lambda d: start + timedelta(days=d)))
    return match(n, started_on=start, ended_on=end, least_months=2)


@st.composite
def histories(draw: st.DrawFn) -> list[ReferralTimeline]:
    return [
        timeline(
            n,
            accepted_on=draw(maybe),
            met_on=draw(maybe),
            closed_on=draw(maybe),
            outcome=draw(st.sampled_from([*Outcome, None])),
            matches=(draw(matches(n)),),
        )
        for n in range(draw(st.integers(0, 8)))
    ]


@settings(max_examples=60, deadline=None)
@given(histories())
def test_what_happens_in_the_months_is_what_happens_in_the_half_year(
    timelines: list[ReferralTimeline],
) -> None:
    for indicator in INDICATORS.values():
        whole = list(indicator.count(timelines, HALF))
        months = [list(indicator.count(timelines, Range(month, month))) for month in HALF]
        if indicator.kind is Kind.FLOW:
            assert sum(map(len, months)) == len(whole)
            assert all(month_of(row.on) in list(HALF) for row in whole)
        elif indicator.kind is Kind.STOCK:
            assert len(months[-1]) == len(whole)
        else:
            assert {r.who for rows in months for r in rows} == {r.who for r in whole}


@settings(max_examples=60, deadline=None)
@given(histories())
def test_classes_add_up_to_their_total(timelines: list[ReferralTimeline]) -> None:
    for name, indicator in INDICATORS.items():
        rows = [row.class_ for row in indicator.count(timelines, HALF)]
        classes = CLASSES.get(name, ("",))
        assert sum(rows.count(class_) for class_ in classes) == len(rows)
