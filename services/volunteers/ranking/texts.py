"""Why somebody suits or cannot, in the reader's language."""

from typing import Any

from services.common.codes import Availability, Interest, Need
from services.common.labels import label, listed, within
from services.common.phrases import language_name
from services.common.programme import Step
from services.volunteers.ranking.domain import Caution, Excluded, Part, PartName, Reason, Rule
from shared.web.i18n import gettext, language, ngettext


def part_name(name: PartName) -> str:
    match name:
        case PartName.DISTANCE:
            return gettext("Distance")
        case PartName.LANGUAGE:
            return gettext("Language")
        case PartName.INTERESTS:
            return gettext("Interests")
        case PartName.AVAILABILITY:
            return gettext("Times")
        case PartName.EXPERIENCE:
            return gettext("Experience")
        case PartName.LOAD:
            return gettext("Load")


def reason(part: Part) -> str:
    """Why the part has its points."""
    if part.reason in (Reason.MOTHER_TONGUE, Reason.SERVICE_LANGUAGE):
        return _languages(part)
    if part.reason is Reason.WITH_INTERPRETER:
        return gettext("%(languages)s; an interpreter is needed", languages=_languages(part))
    if part.reason is Reason.SHARED:
        return ", ".join(_label_of(part.name, code) for code in part.values)
    if part.reason is Reason.EARLIER_MATCHES:
        earlier = int(part.values[0])
        if earlier == 0:
            return gettext("the first match")
        return ngettext("%(num)s earlier match", "%(num)s earlier matches", earlier)
    if part.reason is Reason.FREE_PLACES:
        free, all_ = part.values
        return gettext("%(free)s of %(all)s places free", free=free, all=all_)
    return _plain(part.reason)


def exclusion(person: Excluded) -> str:
    """The hard rule that somebody does not meet."""
    match person.rule:
        case Rule.VETTED:
            return gettext("not approved for this programme")
        case Rule.VERSION:
            steps = ", ".join(within(step_name(step)) for step in person.lacks)
            return gettext("what was agreed for this family asks for more: %(steps)s", steps=steps)
        case Rule.SAFETY:
            return gettext("support of this family ended for a reason of safety")
        case Rule.NOT_A_FIT:
            return gettext("did not suit this family before")
        case Rule.PAUSED:
            return gettext("having a pause")
        case Rule.LANGUAGE:
            return gettext("no language in common")
        case Rule.CAPACITY:
            return gettext("supports as many families as agreed")
        case Rule.DOUBLE_BOOKING:
            return gettext("the last free place is promised in another proposal")


def warning(why: Caution) -> str:
    """What speaks against somebody who could still be chosen."""
    texts = {
        Caution.FAMILY_ENDED: gettext("has supported this family before, and the family ended it"),
        Caution.VOLUNTEER_LEFT: gettext("has supported this family before and stopped"),
        Caution.OTHER: gettext("has supported this family before"),
        Caution.DECLINED: gettext("was proposed to this family before, without a match"),
    }
    return texts[why]


def step_name(step: Step) -> str:
    """A step on the way to approval."""
    names = {
        Step.INTERVIEW: gettext("Interview"),
        Step.REFERENCES: gettext("References"),
        Step.TRAINING: gettext("Training"),
        Step.CONSENT: gettext("Consent to an extract"),
        Step.EXTRACT_CHECK: gettext("Check of the extract"),
    }
    return names[step]


def _plain(why: Reason) -> str:
    texts = {
        Reason.SAME_MUNICIPALITY: gettext("same municipality"),
        Reason.SAME_SUBREGION: gettext("same sub-region"),
        Reason.SAME_COUNTY: gettext("same county"),
        Reason.ELSEWHERE: gettext("elsewhere"),
        Reason.WITHHELD: gettext("the place may not be used"),
        Reason.NOTHING_SHARED: gettext("nothing in common"),
        Reason.NO_WISHES: gettext("no particular wishes"),
    }
    return texts[why]


def _languages(part: Part) -> str:
    return ", ".join(language_name(code) for code in part.values)


def _label_of(name: PartName, code: str) -> str:
    kind = Interest if name is PartName.INTERESTS else Availability
    return within(label(kind(code), language()))


def about_need(need: Any) -> str:
    """A need in one line: age and concern, no name."""
    concerns = listed(map(Need, need.needs or ()), language())
    ages = years(need.age_band)
    return f"{ages} · {within(concerns)}" if ages and concerns else ages or concerns


def years(band: str | None) -> str:
    return gettext("%(ages)s years", ages=band.replace("-", "–")) if band else ""
