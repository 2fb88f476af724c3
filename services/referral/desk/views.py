"""What waits for somebody today among referrals, in the reader's language."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from flask import url_for
from sqlalchemy import func, select

from services.common import catalogue, workdays
from services.common.codes import RightsKind, Role
from services.common.desk import MOST_ITEMS, Day, DeskCount, DeskItem, Urgency
from services.common.labels import label, within
from services.common.mailing.queries import not_delivered
from services.common.phrases import ages, place
from services.referral.bookings import queries as bookings
from services.referral.consent_wishes import queries as wishes
from services.referral.consent_wishes.texts import due_tag
from services.referral.consultations import queries as consultations
from services.referral.consultations.policy import STAFF
from services.referral.desk.rules import urgency
from services.referral.duplicates.queries import open_pairs
from services.referral.family_contacts import queries as contacts
from services.referral.family_contacts.texts import tag as contact_tag, title as contact_title
from services.referral.feedback import queries as feedback
from services.referral.feedback.views import tag as feedback_tag
from services.referral.package_pages import views as packages
from services.referral.pairwork import queries as pairwork
from services.referral.partnerships import views as partnerships
from services.referral.referrals.policy import PROVIDERS, SENDERS
from services.referral.referrals.projections import disclosures
from services.referral.rights import queries as rights
from services.referral.rights.rules import SOON as WEEK, days_left
from services.referral.rights.texts import tag as rights_tag
from services.referral.worklist import queries
from services.referral.worklist.queries import ListedReferral
from shared.identity.principals import Principal, principals
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.web.paging import MOST, PageRequest
from shared.work import Work

PERIOD = timedelta(days=30)


def day(work: Work, who: Principal) -> Day:
    """By role: answers promised, questions, and what an administrator looks after."""
    if who.has(Role.ADMINISTRATOR):
        return Day(items=_feedback(work), counts=_administered(work))
    if who.has(Role.DATA_PROTECTION_OFFICER):
        return Day(items=_requests(work, who), counts=_disclosed(work))
    if not who.has(*SENDERS, *PROVIDERS):
        return Day()
    families = (*_wishes(work, who), *_families(work, who))
    waiting = (*families, *_waiting(work, who), *_alike(work, who))
    items = (*waiting, *partnerships.desk(work, who))
    own = (*_booked(work, who), *_consulted(work, who), *packages.desk(work, who))
    return Day(items=(*items, *own), counts=_counts(work, who))


def _consulted(work: Work, who: Principal) -> Iterator[DeskItem]:
    """Professionals who wait for advice that the organisation can give."""
    if not who.has(*STAFF):
        return
    if number := consultations.unanswered(work, who):
        yield DeskItem(
            text=gettext("Professionals ask for advice"),
            href=url_for("consultations.show_list"),
            action=gettext("Look"),
            tag=("wait", ngettext("%(num)s question", "%(num)s questions", number)),
            urgency=Urgency.SOON,
        )
    if number := pairwork.waiting(work, who):
        yield DeskItem(
            text=gettext("Professionals ask for a pair to a meeting"),
            href=url_for("pairwork.show_list"),
            action=gettext("Look"),
            tag=("wait", ngettext("%(num)s request", "%(num)s requests", number)),
            urgency=Urgency.SOON,
        )


def _booked(work: Work, who: Principal) -> Iterator[DeskItem]:
    """Families that come to a reception today."""
    if not who.has(*STAFF):
        return
    if number := bookings.coming(work, who):
        yield DeskItem(
            text=gettext("Families come to your reception today"),
            href=url_for("bookings.show_day"),
            action=gettext("Look"),
            tag=("info", ngettext("%(num)s time", "%(num)s times", number)),
            urgency=Urgency.TODAY,
            day=work.today,
        )


def _feedback(work: Work) -> Iterator[DeskItem]:
    """What people wrote about the pages, answered within fourteen days."""
    for line in feedback.waiting(work)[:MOST_ITEMS]:
        yield DeskItem(
            text=gettext("Answer feedback"),
            href=url_for("feedback.show", feedback_id=line.feedback_id),
            action=gettext("Answer"),
            tag=feedback_tag(line, work.today),
            urgency=Urgency.LATE if work.today > _last(line.due_on, work) else Urgency.SOON,
            day=_last(line.due_on, work),
        )


def _families(work: Work, who: Principal) -> Iterator[DeskItem]:
    """What families wrote by themselves, which waits for an answer."""
    if not who.has(Role.NGO_COORDINATOR):
        return
    names = catalogue.names_of_programmes(work.db, language())
    for line in contacts.waiting(work, who)[:MOST_ITEMS]:
        last = _last(line.due_on, work)
        left, late = workdays.passed(work.today, last), work.today > last
        yield DeskItem(
            text=gettext("Answer a family"),
            href=url_for("family_contacts.show", contact_id=line.contact_id),
            action=gettext("Answer"),
            about=contact_title(names.get(line.programme or "", ""), place(line.municipality)),
            tag=contact_tag(line.status, line.due_on, work.today),
            urgency=urgency(-1 if late else left),
            day=last,
        )


def _wishes(work: Work, who: Principal) -> Iterator[DeskItem]:
    """Families that take their consent back by their code: today's."""
    if not who.has(Role.NGO_COORDINATOR):
        return
    for line in wishes.waiting(work, who)[:MOST_ITEMS]:
        yield DeskItem(
            text=gettext("A family takes its consent back"),
            href=url_for("consent_wishes.show", referral_id=line.referral_id),
            action=gettext("Deal with it"),
            tag=due_tag(line.due_on, work.today),
            urgency=Urgency.HARM,  # what is told meanwhile cannot be taken back
            day=line.due_on,
        )


def _alike(work: Work, who: Principal) -> Iterator[DeskItem]:
    """Accepted referrals that may be of one person."""
    if not who.has(Role.NGO_COORDINATOR):
        return
    if number := len(open_pairs(work, who)):
        pairs = ngettext("%(num)s pair", "%(num)s pairs", number)
        yield DeskItem(
            text=gettext("Is it the same person twice?"),
            href=url_for("comparing.show"),
            action=gettext("Look"),
            tag=("wait", pairs),
            urgency=Urgency.KNOW,
        )


def _last(due: date | None, work: Work) -> date:
    """The last day; the clock's table may be a moment behind."""
    return due or work.today


def _waiting(work: Work, who: Principal) -> Iterator[DeskItem]:
    lines = queries.worklist(work, who, state="waiting", page_request=PageRequest(limit=MOST)).items
    names = catalogue.names_of_programmes(work.db, language())
    answers = who.has(Role.NGO_COORDINATOR)
    ours = [line for line in lines if line.is_mine] if answers else []
    sent = [line for line in lines if line.row.sender == who.organisation and not line.is_mine]
    for line in ours[:MOST_ITEMS]:
        yield _to_answer(work, line, names)
    for line in sent[:MOST_ITEMS]:
        yield _sent(work, line, names)


def _to_answer(work: Work, line: ListedReferral, names: Mapping[str, str]) -> DeskItem:
    text, about, href = gettext("Answer a referral"), _about(line, names), _href(line)
    if line.row.asked_on:
        tag = ("info", gettext("the sender has your question"))
        return DeskItem(text, href, gettext("Look"), about, tag, Urgency.KNOW)
    last = _last(line.row.due_on, work)
    left = workdays.left(last, work.today)
    promised = gettext("promised by %(day)s", day=format_date(last, "d.M."))
    late = ngettext("%(num)s working day late", "%(num)s working days late", -left)
    tag = ("late", late) if left < 0 else ("wait", promised)
    return DeskItem(text, href, gettext("Answer"), about, tag, urgency(left), last)


def _sent(work: Work, line: ListedReferral, names: Mapping[str, str]) -> DeskItem:
    about, href, action = _about(line, names), _href(line), gettext("Look")
    if line.row.asked_on:
        text, tag = gettext("The organisation asks you something"), gettext("waits for you")
        since, answer = line.row.asked_on, gettext("Answer")
        return DeskItem(text, href, answer, about, ("wait", tag), Urgency.TODAY, since)
    last = _last(line.row.due_on, work)
    left = workdays.left(last, work.today)
    if left < 0:
        text, tag = gettext("The organisation has not answered in time"), gettext("late")
        return DeskItem(text, href, action, about, ("late", tag), Urgency.SOON, last)
    promised = gettext("answer promised by %(day)s", day=format_date(last, "d.M."))
    text = gettext("Your referral waits for its answer")
    return DeskItem(text, href, action, about, ("info", promised), Urgency.KNOW, last)


def _about(line: ListedReferral, names: Mapping[str, str]) -> str:
    row = line.row
    programme = names.get(row.programme, gettext("Programme not chosen"))
    described = within(ages(row.subject_kind, row.age_band)) if row.subject_kind else ""
    parts = (line.name, programme, described, place(row.municipality))
    return " · ".join(part for part in parts if part)


def _href(line: ListedReferral) -> str:
    return url_for("referrals.show", referral_id=line.row.referral_id)


def _counts(work: Work, who: Principal) -> list[DeskCount]:
    tally = queries.counts(work, who)
    texts = {
        "waiting": gettext("referrals wait for an answer"),
        "queue": gettext("families wait for a person"),
        "running": gettext("support under way"),
    }
    return [
        DeskCount(tally[state], text, url_for("worklist.show", state=state))
        for state, text in texts.items()
    ]


def _administered(work: Work) -> list[DeskCount]:
    """People by role, organisations and programmes: numbers, and no names."""
    rows = work.db.execute(
        select(principals.c.roles).where(principals.c.kind == "person", principals.c.active)
    ).scalars()
    tally = dict[str, int]()
    for roles in rows:
        for role in roles:
            tally[role] = tally.get(role, 0) + 1
    directory = url_for("directory.show")
    programmes = len(catalogue.newest_programmes(work.db))
    organisations = len(catalogue.all_organisations(work.db))
    return [
        DeskCount(organisations, gettext("organisations"), directory),
        DeskCount(programmes, gettext("programmes"), directory),
        DeskCount(not_delivered(work), gettext("mails that did not arrive"), url_for("mails.show")),
        *[
            DeskCount(number, label(Role(role), language()))
            for role, number in sorted(tally.items(), key=lambda each: (-each[1], each[0]))
        ],
    ]


def _requests(work: Work, who: Principal) -> Iterator[DeskItem]:
    """Who asked what is held of them, by the last day for the answer."""
    for line in rights.waiting(work, who):
        left = days_left(line.due_on, work.today)
        wants = Urgency.TODAY if left <= WEEK.days else Urgency.SOON
        yield DeskItem(
            text=label(RightsKind(line.kind), language()),
            href=url_for("rights.show", request_id=line.request_id),
            action=gettext("Answer"),
            about=line.name,
            tag=rights_tag(line.status, line.due_on, work.today),
            urgency=Urgency.LATE if left < 0 else wants,
            day=line.due_on,
        )


def _disclosed(work: Work) -> list[DeskCount]:
    """How often a family's details have passed from one controller to another, lately."""
    since = work.now - PERIOD
    query = select(func.count()).select_from(disclosures).where(disclosures.c.at >= since)
    number = work.db.execute(query).scalar_one()
    return [DeskCount(number, gettext("families' details disclosed within 30 days"))]
