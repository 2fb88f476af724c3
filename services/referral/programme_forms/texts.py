"""What the fields of a programme are called, and the choices that have no label elsewhere."""

from collections.abc import Mapping
from enum import StrEnum

from flask import current_app

from services.common.labels import labels
from services.common.programme import (
    Consent,
    CrisisMeetings,
    Guard,
    Per,
    Scenario,
    Step,
    Strength,
    Support,
)
from services.common.programme.fields import Field
from services.referral.directory import texts as directory
from shared.web.i18n import N_, gettext, language

SECTIONS = {
    "basics": N_("Basics"),
    "audience": N_("For whom"),
    "ways-in": N_("Ways in and rules"),
    "support": N_("Support people"),
    "course": N_("Meetings and phases"),
    "figures": N_("Measures and figures"),
}
LABELS = {
    "Programme.code": N_("Code"),
    "Programme.version": N_("Version"),
    "Programme.name": N_("Name"),
    "Programme.summary": N_("In a few sentences"),
    "Programme.provider": N_("Provider’s code"),
    "Programme.provider_kind": N_("Who does the work"),
    "Programme.controller_scenario": N_("Whose register"),
    "Programme.funders": N_("Paid by"),
    "Programme.referable": N_("Takes referrals"),
    "Programme.audience": N_("For whom"),
    "Audience.kinds": N_("First of all for"),
    "Audience.secondary": N_("Reaches beside them"),
    "Audience.age_min": N_("Youngest age"),
    "Audience.age_max": N_("Oldest age"),
    "Audience.ages_of": N_("Whose age counts"),
    "Audience.client_statuses": N_("Client relationship that is needed"),
    "Programme.needs": N_("Needs that it answers"),
    "Programme.themes": N_("Themes"),
    "Programme.activities": N_("Activities"),
    "Named.code": N_("Code"),
    "Named.name": N_("Name"),
    "Programme.exclusions": N_("Whom it is not for"),
    "Exclusion.code": N_("Code"),
    "Exclusion.strength": N_("How strict"),
    "Exclusion.overridable": N_("A coordinator may make an exception"),
    "Exclusion.condition": N_("When"),
    "Condition.field": N_(
        "client_status or needs where somebody is left out; for what has to be so first a name "
        "of your own, such as likes_dogs, which the referral asks."
    ),
    "Condition.values": N_("Values that meet it"),
    "Exclusion.explanation": N_("As people read it"),
    "Programme.preconditions": N_("What has to be so first"),
    "Precondition.code": N_("Code"),
    "Precondition.condition": N_("When it is met"),
    "Precondition.explanation": N_("As people read it"),
    "Programme.routes": N_("Who usually sends"),
    "Programme.not_a": N_("What a support person is not"),
    "Programme.asks_own_experience": N_("Asks families what they hope for"),
    "Programme.support": N_("Who supports"),
    "Programme.supporter": N_("Support person"),
    "Supporter.kind": N_("Volunteer or employee"),
    "Supporter.age_min": N_("Youngest age of a support person"),
    "Supporter.requirements": N_("Asked of a support person"),
    "Requirement.code": N_("Code"),
    "Requirement.strength": N_("How strict"),
    "Requirement.condition": N_("When it is met"),
    "Requirement.explanation": N_("As people read it"),
    "Programme.vetting": N_("Criminal record extract"),
    "Vetting.regime": N_("Which law"),
    "Vetting.cond_regular": N_("They meet a minor regularly"),
    "Vetting.cond_personal": N_("They meet in person"),
    "Vetting.cond_alone": N_("They are alone with the minor"),
    "Vetting.guideline_ref": N_("Written guideline"),
    "Vetting.guideline_approved_on": N_("Guideline approved on"),
    "Vetting.announced_in_recruitment": N_("Recruiting says that an extract is asked for"),
    "Programme.policy": N_("Before approval"),
    "Programme.consents": N_("Who says yes before support starts"),
    "Programme.team": N_("Professions of the team"),
    "Programme.phases": N_("Phases"),
    "Phase.code": N_("Code"),
    "Phase.name": N_("Name"),
    "Phase.goal": N_("Goal"),
    "Phase.optional": N_("A case may go without it"),
    "Phase.tasks": N_("Tasks"),
    "Task.code": N_("Code"),
    "Task.name": N_("Name"),
    "Task.tools": N_("Tools"),
    "Tool.code": N_("Code"),
    "Tool.name": N_("Name"),
    "Tool.mandatory": N_("Used in every case"),
    "Phase.exits": N_("Ways out"),
    "Exit.to": N_("Leads to"),
    "Exit.guards": N_("What has to be so before"),
    "Exit.loop": N_("Leads back to an earlier phase"),
    "Programme.minimum_months": N_("Lasts at least, months"),
    "Programme.commitment_months": N_("A support person promises, months"),
    "Programme.frequency": N_("How often they meet"),
    "Frequency.min": N_("At least, times"),
    "Frequency.max": N_("At most, times"),
    "Frequency.per": N_("In what time"),
    "Programme.includes": N_("Belongs to it"),
    "Includes.summary_months": N_("Months between summaries"),
    "Includes.phone_24h": N_("A telephone round the clock"),
    "Includes.crisis_meetings": N_("Extra meetings in a crisis"),
    "Includes.costs": N_("Costs of hobbies and travel with the child"),
    "Includes.one_plan": N_("One plan shared by all professions"),
    "Includes.appointments": N_("Going to appointments together"),
    "Programme.promise_days": N_("Answer promised, working days"),
    "Programme.long_wait_days": N_("A family has waited long after, days"),
    "Programme.quiet_days": N_("Somebody should look after no visit for, days"),
    "Programme.follow_up_months": N_("From the end to the follow-up, months"),
    "Programme.disclosure_level": N_("What the sender reads back"),
    "Programme.indicators": N_("Measures"),
    "Indicator.code": N_("Code"),
    "Indicator.name": N_("Name"),
    "Indicator.lowest": N_("Lowest value"),
    "Indicator.highest": N_("Highest value"),
    "Programme.questions": N_("Questions to the family"),
    "Question.code": N_("Code"),
    "Question.text": N_("Question"),
    "Question.answers": N_("Answers to choose from"),
    "Question.about": N_("Of whom the answer tells"),
    "Question.moments": N_("When it is asked"),
    "Question.profession": N_("Which profession asks"),
    "Programme.reports": N_("Figures that describe it"),
}
HINTS = {
    "Programme.code": N_(
        "Small letters, digits and hyphens. It stands in addresses and never changes."
    ),
    "Programme.version": N_("Changed content needs a higher number."),
    "Programme.provider": N_("As in the directory, such as mll-vs."),
    "Programme.funders": N_("Codes with commas between them, such as MUNICIPALITY, STEA."),
    "Programme.policy": N_("Without any, what is usual under the law that you chose."),
    "Programme.routes": N_("Without any, everybody may send."),
    "Programme.themes": N_("Codes such as jaksaminen, which senders can choose by."),
    "Condition.field": N_(
        "client_status or needs where somebody is left out; for what has to be so first a name "
        "of your own, such as likes_dogs, which the referral asks."
    ),
    "Condition.values": N_("Codes with commas between them; for yes write true."),
    "Phase.exits": N_("Without any, a phase leads to the next one when its tasks are done."),
    "Exit.to": N_("The code of a phase, or ENDED."),
    "Programme.indicators": N_(
        "A shared measure needs its code alone: gas, 3x10d, or 3x10d.1 to 3x10d.10."
    ),
    "Programme.questions": N_(
        "Not to want to say, and that nobody knows, can be answered to each of them."
    ),
    "Programme.reports": N_("Codes with commas between them, such as M01, M10."),
    "Vetting.guideline_ref": N_("The organisation’s own, which lists the role."),
}


def label(field: Field) -> str:
    """What a field is called; its name in the text for one that nobody has named yet."""
    named = LABELS.get(f"{field.owner}.{field.name}")
    return gettext(named) if named else field.name


def hint(field: Field) -> str:
    text = HINTS.get(f"{field.owner}.{field.name}")
    return gettext(text) if text else ""


def options(codes: type[StrEnum]) -> list[tuple[str, str]]:
    """Every code of a list with what people read for it."""
    if codes.__name__ in labels():
        chosen: list[tuple[str, str]] = current_app.extensions["code_labels"](codes, language())
        return chosen
    return [(code.value, choice(code)) for code in codes]


def choice(code: StrEnum) -> str:
    """What people read for a code that only programmes have."""
    match code:
        case Step():
            return directory.step(code)
        case Guard():
            return directory.guard(code)
    return gettext(_CHOICES[code]) if code in _CHOICES else str(code)


_CHOICES: Mapping[StrEnum, str] = {
    Scenario.A: N_("The organisation’s own: its voluntary work"),
    Scenario.B: N_("The buyer’s: a county or a city buys it"),
    Scenario.C: N_("The city’s or county’s: its own service"),
    Scenario.D: N_("As several organisations have agreed"),
    Support.MATCHED: N_("One support person, who is matched"),
    Support.TEAM: N_("A team of professions"),
    Support.NONE: N_("Nobody in particular"),
    Consent.VOLUNTEER: N_("The support person"),
    Consent.FAMILY: N_("The family"),
    Consent.CHILD: N_("The child, from 12 years on"),
    Strength.HARD: N_("It refuses"),
    Strength.SOFT: N_("It warns"),
    Per.WEEK: N_("A week"),
    Per.MONTH: N_("A month"),
    CrisisMeetings.NEVER: N_("None"),
    CrisisMeetings.IF_AGREED: N_("If agreed for the family"),
    CrisisMeetings.ALWAYS: N_("Always"),
}
