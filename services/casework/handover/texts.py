"""What others' pages say of hand-overs, in the reader's language."""

from collections.abc import Iterable, Iterator

from flask import url_for

from services.casework.cases import policy
from services.casework.cases.queries import CaseView, ListedCase
from services.casework.cases.texts import reference
from services.casework.duties.texts import now as duty_now
from services.casework.people import names
from services.casework.standins.views import lines
from services.casework.texts import day
from services.common.desk import MOST_ITEMS, DeskItem, Urgency
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext
from shared.work import Work


def without_worker(who: Principal, running: Iterable[ListedCase]) -> Iterator[DeskItem]:
    """For coordinators: open cases whose worker has left, until somebody takes them over."""
    if not policy.coordinates.access.admits(who):
        return
    orphans = [each for each in running if each.row.misses_responsible]
    for each in orphans[:MOST_ITEMS]:
        row = each.row
        yield DeskItem(
            gettext("A case is without a worker: hand it over"),
            url_for("handover.show", case_id=row.case_id),
            gettext("Open"),
            each.name or reference(row.case_id, row.opened_on),
            ("late", gettext("Nobody is responsible")),
            Urgency.LATE,
        )


def team_facts(work: Work, view: CaseView) -> list[tuple[str, str]]:
    """Who stands in, and who takes over when."""
    facts = [(gettext("Stands in"), words) for _, words in lines(work, view)]
    if view.programme.includes.phone_24h:
        answers = duty_now(work, view.case.opened.organisation) or gettext("Nobody answers now.")
        facts.append((gettext("24-hour telephone"), answers))
    agreed = view.case.staffing.agreed
    if agreed is not None:
        name, on = names(work)(str(agreed.to)), format_date(agreed.first_day)
        facts.append((gettext("Takes over"), gettext("%(name)s, %(day)s", name=name, day=on)))
    return facts


def kept_back(who: Principal, view: CaseView) -> str:
    """That earlier notes are kept from the reader, and never how many; empty where none are."""
    limit = view.case.staffing.limit_of(who.id, view.today)
    if limit is None or not policy.is_limited(who, view.case):
        return ""
    since = day(limit.since)
    if limit.with_summaries:
        return gettext(
            "Of what was noted before %(day)s you see the summaries and the plan: "
            "so it was decided when the case was handed over.",
            day=since,
        )
    return gettext(
        "What was noted before %(day)s is not shown to you: "
        "so it was decided when the case was handed over.",
        day=since,
    )
