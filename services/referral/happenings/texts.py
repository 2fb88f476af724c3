"""How an open event is said, in the reader's language."""

from collections.abc import Mapping

from services.common.codes import Audience, Guiding, HappeningKind, HappeningStatus, Theme
from services.common.labels import label
from services.common.phrases import language_name, place as name_of
from services.referral.bookings.texts import when
from services.referral.happenings.events import HappeningPlanned
from services.referral.happenings.queries import ListedDay
from services.referral.happenings.rules import (
    LANGUAGES,
    Time,
    abouts,
    is_closed,
    rules_of,
    spoken,
    titles,
)
from shared.web.i18n import gettext, language
from shared.web.parts import Kind

KINDS: dict[HappeningStatus, Kind] = {
    HappeningStatus.DRAFT: "wait",
    HappeningStatus.PUBLISHED: "done",
    HappeningStatus.CANCELLED: "idle",
}


def tag(status: HappeningStatus) -> tuple[Kind, str]:
    return KINDS[status], label(status, language())


def title(plan: HappeningPlanned) -> str:
    """What it is called, in the reader's language where it is written in it."""
    return _nearest(titles(plan))


def about(plan: HappeningPlanned) -> str:
    return _nearest(abouts(plan))


def kind(plan: HappeningPlanned) -> str:
    """Such as "Lecture · For families"."""
    own = label(HappeningKind(plan.kind), language())
    return f"{own} · {label(Audience(plan.audience), language())}"


def themes(plan: HappeningPlanned) -> str:
    return ", ".join(label(Theme(each), language()) for each in plan.themes)


def languages(plan: HappeningPlanned) -> str:
    """All that are spoken, in the reader's language."""
    return ", ".join(language_name(each) for each in spoken(plan))


def guides(plan: HappeningPlanned) -> str:
    """As what they guide it, such as "A professional, a volunteer"."""
    text = ", ".join(label(Guiding(each), language()) for each in plan.guides)
    return text[:1] + text[1:].lower()


def agreed(plan: HappeningPlanned) -> str:
    """What is agreed in it, in the reader's language where it is written in it."""
    return _nearest(rules_of(plan))


def closed(plan: HappeningPlanned) -> str:
    """What somebody knows before they join; empty: anybody comes as they like."""
    if not is_closed(plan):
        return ""
    return gettext("The same people come each time. Once it has begun, nobody new joins.")


def where(plan: HappeningPlanned) -> str:
    """The place and its municipality, and whether one can take part from afar."""
    town = name_of(plan.municipality) if plan.place else ""
    at = ", ".join(part for part in (plan.place, town) if part)
    return " · ".join(part for part in (at, gettext("online") if plan.link else "") if part)


def time(each: Time | ListedDay) -> str:
    """Such as "Tuesday 1.12.2026 18:00: the child and two homes"."""
    topic = each.plan.topic if isinstance(each, Time) else each.topic
    return f"{when(each.starts_at)}: {topic}" if topic else when(each.starts_at)


def _nearest(written: Mapping[str, str]) -> str:
    order = (language(), *LANGUAGES)
    return next((written[each] for each in order if each in written), "")
