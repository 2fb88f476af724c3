"""When a case may end, and when its end is early and has to be explained."""

from dataclasses import dataclass
from datetime import date

from services.ages import months_after
from services.casework.cases.phases import Facts, Missing, lacking, minimum_is_full
from services.codes import Assessor, EndReason, Outcome, OutcomeMethod
from services.common.endings import PLANNED_ENDS
from services.referral.directory.events import ENDED, Guard, Phase, Programme
from shared.aggregate import Invalid, Refused

TOO_SOON = Guard.MINIMUM_DURATION.value


@dataclass(frozen=True)
class Closing:
    """Why a case ends and what it brought about, the two apart."""

    on: date
    end_reason: EndReason
    outcome: Outcome
    method: OutcomeMethod | None = None
    assessed_by: Assessor | None = None

    def must_be_whole(self) -> None:
        """Refuse an assessment without how and by whom."""
        assessed = self.outcome is not Outcome.NOT_ASSESSED
        if assessed and (self.method is None or self.assessed_by is None):
            raise Invalid(
                "Say how and by whom the outcome was assessed, or that it was not assessed.",
                code="assessment_missing",
                missing=[n for n in ("method", "assessed_by") if getattr(self, n) is None],
            )


def before_planned_end(
    programme: Programme, phase: Phase | None, facts: Facts
) -> tuple[Missing, ...]:
    """What a planned end on that day would still want; empty when the end is not early."""
    found: list[Missing] = []
    if not minimum_is_full(programme, facts):
        words = f"{programme.minimum_months} months since {facts.opened_on.isoformat()}"
        found.append(Missing(TOO_SOON, words))
    if phase is None:
        return tuple(found)
    way = phase.exit(ENDED)
    if way is None:
        found.append(Missing(ENDED, f"a phase that leads to the end, unlike {phase.code}"))
        return tuple(found)
    rest = lacking(programme, phase, way, facts)
    return (*found, *(missing for missing in rest if missing.code != TOO_SOON))


def follow_up_due(programme: Programme, closed_on: date) -> date:
    """The day from which a closed case waits to be looked at again."""
    return months_after(closed_on, programme.follow_up_months)


def must_explain(closing: Closing, missing: tuple[Missing, ...], *, explained: str | None) -> None:
    """An early end needs a reason; where the family ended it or moved, the code says it.

    Before the programme's minimum a reason is always asked.
    """
    if explained and explained.strip():
        return
    too_soon = any(m.code == TOO_SOON for m in missing)
    if too_soon or (missing and closing.end_reason in PLANNED_ENDS):
        raise Refused(
            "The case would end early: it lacks %(lacks)s. Say why it ends now (early_reason).",
            code="early_reason",
            missing=[*(m.code for m in missing), "early_reason"],
            lacks="; ".join(m.words for m in missing),
        )
