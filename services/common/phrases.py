"""Small phrases that every service's pages say in the same way: a place, an age, a language."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from babel import Locale

from services.common import geography
from services.common.ages import age_on
from services.common.codes import NeedsAssessor, SubjectKind
from services.common.contact import LONGEST, USUAL
from services.common.labels import label
from services.common.organisation import Organisation
from services.common.programme import Programme
from services.referral.families.events import Precondition, Sibling
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import N_, gettext, language, ngettext
from shared.web.parts import Option


def place(municipality: str | None) -> str:
    """The municipality's name; under non-disclosure, that it is withheld."""
    if municipality is None:
        return gettext("municipality withheld")
    return geography.name(municipality, language())


def ages(subject_kind: str, band: str | None) -> str:
    """Whom it is about, such as "child, 10–12 years"."""
    kind = label(SubjectKind(subject_kind), language())
    if not band:
        return kind
    return gettext("%(kind)s, %(ages)s years", kind=kind, ages=band.replace("-", "–"))


def children(siblings: Iterable[Sibling], *, on: date | None = None) -> str:
    """Brothers and sisters by name and birthday, and by their age where a day is given."""
    return "; ".join(_child(sibling, on) for sibling in siblings)


def _child(sibling: Sibling, on: date | None) -> str:
    parts = [f"{sibling.given_name} {sibling.family_name}".strip()]
    if sibling.date_of_birth:
        parts.append(format_date(sibling.date_of_birth, "d.M.yyyy"))
        if on:
            parts.append(gettext("%(age)s years", age=age_on(sibling.date_of_birth, on)))
    return ", ".join(parts)


def language_name(code: str | None) -> str:
    """A language by its name in the reader's; the code itself where CLDR has none."""
    if not code:
        return ""
    names = Locale.parse(language()).languages
    return str(names.get(code.split("-")[0].lower(), code))


FACTS = {
    "given_name": N_("Given name"),
    "family_name": N_("Family name"),
    "date_of_birth": N_("Date of birth"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "place": N_("Municipality"),
    "guardians": N_("Guardians"),
    "siblings": N_("Siblings"),
    "mother_tongue": N_("Mother tongue"),
    "service_language": N_("Language of the service"),
    "interpreter_needed": N_("An interpreter is needed"),
    "non_disclosure": N_("Non-disclosure for personal safety"),
    "non_disclosure_until": N_("Until when the non-disclosure order holds"),
    "needs": N_("Concern"),
    "client_status": N_("Child protection"),
    "notes": N_("Notes"),
    "consent": N_("Consent"),
    "referrer_name": N_("Referrer's name"),
    "referrer_phone": N_("Referrer's phone"),
    "referrer_email": N_("Referrer's e-mail"),
}


TELL_PLACES = frozenset(  # names of facts that a non-disclosure order hides
    {"phone", "email", "address", "place", "guardians", "notes"}
    | {"referrer_name", "referrer_phone", "referrer_email"}
)


def fact_names(names: Iterable[str]) -> str:
    """What was put right, in the reader's words."""
    first, *others = [gettext(FACTS[name]) for name in names if name in FACTS] or [""]
    return ", ".join([first, *(other[:1].lower() + other[1:] for other in others)])


def preconditions(programme: Programme, answers: tuple[Precondition, ...]) -> str:
    """The answers to a programme's preconditions, in its own words; by whom where it counts."""
    given, sentences = {answer.field: answer.told for answer in answers}, []
    for precondition in programme.preconditions:
        value = given.get(precondition.condition.field)
        if value is None:
            continue
        by = label(NeedsAssessor(value), language()) if value in set(NeedsAssessor) else ""
        words = precondition.explanation.said_in(language())
        sentences.append(f"{words} ({by})" if by else words)
    return " ".join(sentences)


def caution(non_disclosure: bool, *, is_short: bool = False) -> str:
    """What stands beside free text about somebody with a non-disclosure order; else nothing."""
    if not non_disclosure:
        return ""
    if is_short:
        return gettext("Non-disclosure order: write nothing of where the family is.")
    return gettext(
        "Non-disclosure order: write nothing here that tells where the family is, such as an "
        "address, a school, a phone number or a municipality."
    )


def opening_lengths() -> list[Option]:
    """For how long what is hidden may be opened."""
    hours = (USUAL, 2, 4, LONGEST)
    return [Option(str(n), ngettext("%(num)s hour", "%(num)s hours", n)) for n in hours]


def open_until(moment: datetime | None) -> str:
    """That what is hidden stands open to the reader, and until when; else nothing."""
    if moment is None:
        return ""
    return gettext(
        "Open to you until %(time)s, then hidden again.", time=format_datetime(moment, "H.mm")
    )


def whom_to_ask(named: Iterable[str], coordinators: Iterable[str]) -> str:
    """Who opens what is hidden from the reader, and who may name somebody."""
    sentences = [gettext("Only people named for this family see the contact details.")]
    if people := ", ".join(sorted(named)):
        sentences.append(gettext("Named: %(people)s.", people=people))
    if people := ", ".join(sorted(coordinators)):
        sentences.append(gettext("Ask to be named: %(people)s.", people=people))
    return " ".join(sentences)


def reached(organisation: Organisation | None) -> list[tuple[str, str]]:
    """How an organisation is reached, as far as it is said."""
    if organisation is None:
        return []
    facts = (
        (gettext("Coordinator's phone"), organisation.phone),
        (gettext("E-mail"), organisation.email),
        (gettext("Address"), organisation.address),
    )
    return [(name, text) for name, text in facts if text]


def withheld() -> str:
    """What stands in the place of what a non-disclosure order hides."""
    return gettext("not shown (non-disclosure order)")


def closing(closes_on: date | None, today: date) -> str:
    """Until when a programme takes new families, or since when no more; empty for no end."""
    if closes_on is None:
        return ""
    if closes_on <= today:
        return gettext("No new families since %(day)s", day=format_date(closes_on))
    last = closes_on - timedelta(days=1)
    return gettext("New families until %(day)s", day=format_date(last))
