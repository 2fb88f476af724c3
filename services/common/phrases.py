"""Small phrases that every service's pages say in the same way: a place, an age, a language."""

from babel import Locale, UnknownLocaleError

from services.common import geography
from services.common.codes import NeedsAssessor, SubjectKind
from services.common.labels import label
from services.common.programme import Programme
from services.referral.families.events import Precondition
from shared.web.i18n import gettext, language


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


def language_name(code: str | None) -> str:
    """A language by its name in the reader's; the code itself where CLDR has none."""
    if not code:
        return ""
    try:
        name = Locale.parse(code, sep="-").get_language_name(language())
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


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
