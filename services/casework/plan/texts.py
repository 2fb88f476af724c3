"""What a programme calls the talks about its goals, in the reader's language.

Where volunteers support there is no client plan (asiakassuunnitelma) and no method with a name:
how it goes is talked about, and goals are what was wished for.
"""

from dataclasses import dataclass

from services.common.programme import Programme
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Option


@dataclass(frozen=True)
class MeetingWords:
    heading: str
    held: str  # how many there were
    record: str  # the action
    several: str


def meetings(programme: Programme, held: int) -> MeetingWords:
    if programme.is_guided:
        talks = ngettext("%(num)s follow-up talk held.", "%(num)s follow-up talks held.", held)
        none = gettext("No follow-up talks yet.")
        record = gettext("Record a follow-up talk")
        several = gettext("Follow-up talks")
        return MeetingWords(several, talks if held else none, record, several)
    plans = ngettext("%(num)s plan meeting held.", "%(num)s plan meetings held.", held)
    none = gettext("No plan meetings yet.")
    record = gettext("Record a plan meeting")
    several = gettext("Plan meetings")
    return MeetingWords(gettext("Plan"), plans if held else none, record, several)


def meeting(programme: Programme, people: str, *, is_met: bool) -> str:
    """One of them, on the timeline."""
    if programme.is_guided and is_met:
        return gettext("Follow-up talk, %(people)s, goals are being met", people=people)
    if programme.is_guided:
        return gettext("Follow-up talk, %(people)s, goals are not being met yet", people=people)
    if is_met:
        return gettext("Plan meeting, %(people)s, goals are being met", people=people)
    return gettext("Plan meeting, %(people)s, goals are not being met yet", people=people)


def no_meeting(programme: Programme, on: str) -> str:
    if programme.is_guided:
        return gettext("There was no follow-up talk %(day)s", day=on)
    return gettext("There was no plan meeting %(day)s", day=on)


def professions(programme: Programme) -> list[Option]:
    """Those of the programme's team; none where one person supports."""
    return [Option(each.code, each.name.said_in(language())) for each in programme.team]


def profession_name(programme: Programme, code: str | None) -> str:
    """Empty where nobody of a profession is meant."""
    profession = programme.profession(code) if code else None
    return profession.name.said_in(language()) if profession else ""


def scale(programme: Programme) -> str:
    """By which scale goals are scored."""
    return "−2 … +2" if programme.is_guided else gettext("GAS scale −2 … +2")
