"""How the support goes, as its sender's page says it: as far as the disclosure level allows."""

from services.codes import DisclosureLevel, Outcome
from services.labels import label
from services.referral.progress import queries as progress
from services.referral.referrals.queries import ReferralView, programme_of
from shared.i18n import format_date, gettext, language, ngettext
from shared.work import Work

Facts = list[tuple[str, str]]


def progress_of(work: Work, view: ReferralView) -> Facts:
    """Phase and meetings from level L2, goals and outcome at L3; the provider has the case."""
    found = view.referral
    if view.is_provider or found.case is None or found.accepted_on is None:
        return []
    facts: Facts = []
    if view.reads(DisclosureLevel.L2):
        realised = progress.frequency(
            work, found.case, since=found.accepted_on, has_ended=found.has_ended
        )
        facts += [(gettext("Phase"), _phase(work, view)), (gettext("Meetings"), _met(realised))]
    if view.reads(DisclosureLevel.L3):
        facts += [(gettext("Goal"), _goal(goal)) for goal in progress.told_goals(work, found.case)]
        outcome = label(Outcome(found.outcome), language()) if found.outcome else ""
        facts.append((gettext("Outcome"), outcome))
    return [(term, said) for term, said in facts if said]


def _phase(work: Work, view: ReferralView) -> str:
    found = view.referral
    programme = programme_of(work, found)
    phase = programme.phase(found.phase) if programme and found.phase else None
    return phase.name.said_in(language()) if phase else ""


def _met(realised: progress.Frequency) -> str:
    if realised.last_on is None:
        return gettext("none yet")
    held = ngettext("%(num)s meeting", "%(num)s meetings", realised.held)
    return gettext(
        "%(held)s, %(rate)s a month, the last %(day)s",
        held=held,
        rate=f"{realised.per_month:.1f}".replace(".", "," if language() != "en" else "."),
        day=format_date(realised.last_on, "d.M.yyyy"),
    )


def _goal(goal: progress.ToldGoal) -> str:
    if goal.score is None or goal.assessed_on is None:
        return gettext("%(goal)s (not assessed yet)", goal=goal.text)
    return gettext(
        "%(goal)s (%(score)s on %(day)s; 0 is as expected)",
        goal=goal.text,
        score=f"{goal.score:+d}" if goal.score else "0",
        day=format_date(goal.assessed_on, "d.M.yyyy"),
    )
