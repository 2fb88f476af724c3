"""A programme that says something in every field, and the events around it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.common import programme
from services.common.codes import ProviderKind, VettingRegime

PROVIDER, COUNTY = UUID(int=1), UUID(int=2)
WORDS = programme.Words(fi="suomeksi", sv="på svenska", en="in English")


def named(code: str) -> programme.Named:
    return programme.Named(code=code, name=WORDS)


PROGRAMME = programme.Programme(
    code="rowing",
    version=1,
    name=programme.Words(fi="Soutukaveri", sv="Roddkompis", en="Rowing friend"),
    summary=WORDS,
    provider="boats",
    provider_kind=ProviderKind.VOLUNTEER_GUIDED,
    controller_scenario=programme.Scenario.A,
    funders=("STEA",),
    audience=programme.Audience(
        kinds=("CHILD",), secondary=("PARENT",), age_min=6, age_max=17, client_statuses=("NONE",)
    ),
    needs=("LONELINESS",),
    themes=(named("water"),),
    exclusions=(
        programme.Exclusion(
            code="CANNOT_SWIM",
            strength=programme.Strength.HARD,
            overridable=True,
            condition=programme.Condition(field="needs", values=("OTHER",)),
            explanation=WORDS,
        ),
    ),
    preconditions=(
        programme.Precondition(
            code="HAS_VEST",
            condition=programme.Condition(field="has_vest", values=("true",)),
            explanation=WORDS,
        ),
    ),
    routes=("SCHOOL",),
    support=programme.Support.MATCHED,
    supporter=programme.Supporter(
        requirements=(
            programme.Requirement(
                code="SPEAKS_FINNISH",
                strength=programme.Strength.HARD,
                condition=programme.Condition(field="languages", values=("fi",)),
                explanation=WORDS,
            ),
        )
    ),
    vetting=programme.Vetting(
        regime=VettingRegime.ORGANISER_MAY_148_2014,
        cond_regular=True,
        cond_personal=True,
        cond_alone=True,
        guideline_ref="B-1",
        guideline_approved_on=date(2025, 1, 15),
        announced_in_recruitment=True,
    ),
    policy=(programme.Step.INTERVIEW, programme.Step.CONSENT, programme.Step.EXTRACT_CHECK),
    consents=(programme.Consent.VOLUNTEER, programme.Consent.FAMILY),
    phases=(
        programme.Phase(
            code="SHORE",
            name=WORDS,
            tasks=(
                programme.Task(
                    code="R1", name=WORDS, tools=(programme.Tool(code="map", name=WORDS),)
                ),
            ),
            exits=(programme.Exit(to="LAKE", guards=(programme.Guard.TASKS_DONE,)),),
        ),
        programme.Phase(
            code="LAKE",
            name=WORDS,
            exits=(programme.Exit(to="SHORE", loop=True), programme.Exit(to=programme.ENDED)),
        ),
    ),
    minimum_months=6,
    frequency=programme.Frequency(min=1, max=2, per=programme.Per.WEEK),
    indicators=(
        programme.Indicator(code="knots", name=WORDS, lowest=Decimal(0), highest=Decimal("12.5")),
    ),
)
