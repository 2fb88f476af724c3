"""A programme that says something in every field, and the events around it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.codes import ProviderKind, VettingRegime
from services.referral.directory import events as e

PROVIDER, COUNTY = UUID(int=1), UUID(int=2)
WORDS = e.Words(fi="suomeksi", sv="på svenska", en="in English")


def named(code: str) -> e.Named:
    return e.Named(code=code, name=WORDS)


PROGRAMME = e.Programme(
    code="rowing",
    version=1,
    name=e.Words(fi="Soutukaveri", sv="Roddkompis", en="Rowing friend"),
    summary=WORDS,
    provider="boats",
    provider_kind=ProviderKind.VOLUNTEER_GUIDED,
    controller_scenario=e.Scenario.A,
    funders=("STEA",),
    audience=e.Audience(
        kinds=("CHILD",), secondary=("PARENT",), age_min=6, age_max=17, client_statuses=("NONE",)
    ),
    needs=("LONELINESS",),
    themes=(named("water"),),
    exclusions=(
        e.Exclusion(
            code="CANNOT_SWIM",
            strength=e.Strength.HARD,
            overridable=True,
            condition=e.Condition(field="needs", values=("OTHER",)),
            explanation=WORDS,
        ),
    ),
    preconditions=(
        e.Precondition(
            code="HAS_VEST",
            condition=e.Condition(field="has_vest", values=("true",)),
            explanation=WORDS,
        ),
    ),
    routes=("SCHOOL",),
    support=e.Support.MATCHED,
    supporter=e.Supporter(
        requirements=(
            e.Requirement(
                code="SPEAKS_FINNISH",
                strength=e.Strength.HARD,
                condition=e.Condition(field="languages", values=("fi",)),
                explanation=WORDS,
            ),
        )
    ),
    vetting=e.Vetting(
        regime=VettingRegime.ORGANISER_MAY_148_2014,
        cond_regular=True,
        cond_personal=True,
        cond_alone=True,
        guideline_ref="B-1",
        guideline_approved_on=date(2025, 1, 15),
        announced_in_recruitment=True,
    ),
    policy=(e.Step.INTERVIEW, e.Step.CONSENT, e.Step.EXTRACT_CHECK),
    consents=(e.Consent.VOLUNTEER, e.Consent.FAMILY),
    phases=(
        e.Phase(
            code="SHORE",
            name=WORDS,
            tasks=(e.Task(code="R1", name=WORDS, tools=(e.Tool(code="map", name=WORDS),)),),
            exits=(e.Exit(to="LAKE", guards=(e.Guard.TASKS_DONE,)),),
        ),
        e.Phase(
            code="LAKE",
            name=WORDS,
            exits=(e.Exit(to="SHORE", loop=True), e.Exit(to=e.ENDED)),
        ),
    ),
    minimum_months=6,
    frequency=e.Frequency(min=1, max=2, per=e.Per.WEEK),
    indicators=(e.Indicator(code="knots", name=WORDS, lowest=Decimal(0), highest=Decimal("12.5")),),
)
