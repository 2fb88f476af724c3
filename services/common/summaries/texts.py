"""What a summary says of a period, in the reader's language."""

from services.common.labels import label, within
from services.common.programme import Frequency, Per, Programme
from services.common.summaries.domain import (
    Contacts,
    Digest,
    EntriesCounted,
    GoalReached,
    Measured,
    MeetingHeld,
    Part,
    TeamPart,
)
from shared.web.formats import (
    format_date,
    format_duration,
    format_money,
    format_number,
    format_score,
)
from shared.web.i18n import N_, gettext, language, ngettext

A_MONTH = 30  # days
LEFT_OUT = {
    Part.NOTES: N_("notes of single visits"),
    Part.MESSAGES: N_("messages"),
    Part.OTHERS: N_("names of others than the supported person"),
    Part.CONTACTS: N_("how often people met, as the level does not reach it"),
    Part.COURSE: N_("phase and tasks, as the level does not reach them"),
    Part.TEAM: N_("the team, as the level does not reach it"),
    Part.TEXTS: N_("what the worker wrote, as the level does not reach it"),
    Part.GOALS: N_("goals, as the level does not reach them"),
    Part.MEASURES: N_("measures, as the level does not reach them"),
    Part.DECISIONS: N_("decisions of plan meetings, as the level does not reach them"),
    Part.PLACES: N_("everything that tells a place: a non-disclosure order holds"),
}


def left_out(part: Part) -> str:
    return gettext(LEFT_OUT[part])


def days(since: object, until: object) -> str:
    return f"{format_date(since)}–{format_date(until)}"  # type: ignore[arg-type]  # both are days


def contacts(each: Contacts) -> str:
    """Such as "9 held, 12 h 30 min, 1 missed"."""
    parts = [ngettext("%(num)s held", "%(num)s held", each.held)]
    if each.minutes:
        parts.append(format_duration(each.minutes))
    if each.missed:
        parts.append(ngettext("%(num)s missed", "%(num)s missed", each.missed))
    if each.cancelled:
        parts.append(ngettext("%(num)s cancelled", "%(num)s cancelled", each.cancelled))
    return ", ".join(parts)


def counted(each: EntriesCounted) -> str:
    """Such as "3 times, 45 min" or "2 times, 12.50 €"."""
    parts = [ngettext("%(num)s time", "%(num)s times", each.number)]
    parts += [format_duration(each.minutes)] if each.minutes else []
    parts += [format_money(each.costs)] if each.costs else []
    if each.missed:
        parts.append(ngettext("%(num)s missed", "%(num)s missed", each.missed))
    return ", ".join(parts)


def how_often(digest: Digest, number_of_days: int) -> str:
    """How often people met, counted as a month of thirty days."""
    rate = digest.held * A_MONTH / max(number_of_days, A_MONTH)
    held = ngettext("%(num)s meeting", "%(num)s meetings", digest.held)
    return gettext("%(held)s, %(rate)s a month", held=held, rate=format_number(rate, places=1))


def agreed(frequency: Frequency | None) -> str:
    """How often the programme promises to meet."""
    if frequency is None:
        return gettext("as agreed with the family")
    least, most = frequency.min, frequency.max
    number = str(least) if least == most else f"{least}–{most}"
    if frequency.per is Per.WEEK:
        return gettext("%(number)s times a week", number=number)
    return gettext("%(number)s times a month", number=number)


def phase(programme: Programme | None, digest: Digest) -> str:
    """The phase, or from which to which the support moved."""
    before, after = (_phase(programme, each) for each in (digest.phase_before, digest.phase_after))
    return after if before == after else f"{before} → {after}"


def _phase(programme: Programme | None, code: str | None) -> str:
    named = programme.phase(code) if programme else None
    return named.name.said_in(language()) if named else code or ""


def tasks(programme: Programme | None, codes: tuple[str, ...]) -> str:
    """Tasks by their names."""
    return "; ".join(_task(programme, code) for code in codes)


def _task(programme: Programme | None, code: str) -> str:
    task = programme.task(code) if programme else None
    return task.name.said_in(language()) if task else code


def goal(each: GoalReached) -> str:
    """Where it stood and where it stands; 0 is as expected."""
    before = format_score(each.before) if each.before is not None else "–"
    if each.after is None:
        return gettext("not assessed yet")
    after = format_score(each.after)
    return gettext("%(before)s → %(after)s (0 is as expected)", before=before, after=after)


def gas(digest: Digest) -> str:
    """All goals together."""
    if digest.gas_after is None:
        return ""
    before = format_number(digest.gas_before) if digest.gas_before is not None else "–"
    after = format_number(digest.gas_after)
    return gettext("%(before)s → %(after)s (50 is as expected)", before=before, after=after)


def indicator(programme: Programme | None, each: Measured) -> str:
    own = programme.indicator(each.indicator) if programme else None
    return own.name.said_in(language()) if own else each.indicator.upper()


def measured(each: Measured) -> str:
    last = f"{format_number(each.last)} ({format_date(each.last_on)})"
    if each.first_on == each.last_on:
        return last
    return f"{format_number(each.first)} ({format_date(each.first_on)}) → {last}"


def meeting(each: MeetingHeld) -> str:
    stand = gettext("goals are being met") if each.goals_being_met else gettext("not yet")
    return f"{stand}. {each.decisions}" if each.decisions else stand


def team(parts: tuple[TeamPart, ...], *, has_supporter: bool) -> str:
    """Who works with the family, by what they are and not by name."""
    named = [f"{_role(part)} ({part.people})" if part.people > 1 else _role(part) for part in parts]
    if has_supporter:
        named.append(gettext("support person"))
    text = ", ".join(named)
    return text[:1].upper() + text[1:]


def _role(part: TeamPart) -> str:
    return within(label(part.role, language()))
