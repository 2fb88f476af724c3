"""What the figures of help without a referral are called, in the reader's language."""

from services.common import geography
from services.common.codes import Profession, Theme
from services.common.labels import label_of
from services.reporting.open_help.domain import HalfYear
from services.reporting.open_help.queries import ONLINE, OpenHelp
from services.reporting.open_help.rules import PLACE, PROFESSION, THEME, Shown
from shared.web.formats import format_date, format_duration, format_number
from shared.web.i18n import gettext, language

FEW = "<5"


def half_name(half: HalfYear) -> str:
    """Its months."""
    months = "1–6" if half.half == 1 else "7–12"
    return f"{months}/{half.year}"


def division(by: str) -> str:
    names = {
        THEME: gettext("Theme"),
        PLACE: gettext("Place"),
        PROFESSION: gettext("Profession of who asked"),
    }
    return names[by]


def class_name(by: str, code: str) -> str:
    if by == THEME:
        return label_of(Theme, code, language())
    if by == PROFESSION:
        return label_of(Profession, code, language())
    return gettext("Online") if code == ONLINE else geography.name(code, language())


def kind_name(kind: str) -> str:
    """A kind of participant."""
    names = {
        "children": gettext("Children"),
        "young_people": gettext("Young people"),
        "parents": gettext("Parents"),
        "professionals": gettext("Professionals"),
        "others": gettext("Others"),
    }
    return names[kind]


def number(count: int | None) -> str:
    """`<5` for what is not shown."""
    return FEW if count is None else format_number(count)


def hours(minutes: tuple[int, int] | None) -> str:
    """Of both sides of pair work; empty where there are none to show."""
    if not minutes or not any(minutes):
        return ""
    ours, theirs = (format_duration(each) for each in minutes)
    return gettext("organisations %(ours)s, municipalities %(theirs)s", ours=ours, theirs=theirs)


def how_shown(answer: OpenHelp) -> str:
    """How far the figures may be trusted, in a sentence."""
    final = format_date(answer.half.final_on)
    if answer.shown is Shown.EXACTLY:
        return gettext("Your own organisation's, as they stand now.")
    if answer.shown is Shown.JOINED:
        return gettext(
            "Fewer than five are shown together with others. Totals are exact, and stay so."
        )
    return gettext(
        "As it stood on %(day)s, to the nearest five. Exact figures come on %(final)s.",
        day=format_date(answer.until),
        final=final,
    )
