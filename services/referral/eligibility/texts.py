"""What a rule found, as a sentence in the reader's language: names of codes, places and days."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from babel.lists import format_list

from services.common import geography
from services.common.codes import ClientStatus, Need, ReferrerKind, SubjectKind
from services.common.labels import label, within
from services.common.programme import Programme, Words
from services.referral.directory.texts import ages
from services.referral.eligibility.domain import Finding
from shared.web.formats import format_date
from shared.web.i18n import N_, gettext, language

AGE = {  # by which limits there are
    "both": N_("%(programme)s is for ages %(youngest)s–%(oldest)s. %(who)s is %(age)s."),
    "youngest": N_("%(programme)s is for ages from %(youngest)s. %(who)s is %(age)s."),
    "oldest": N_("%(programme)s is for ages up to %(oldest)s. %(who)s is %(age)s."),
}
UNKNOWN_AGE = {
    "both": N_("%(who)s: no date of birth, so the age (%(youngest)s–%(oldest)s) is not checked."),
    "youngest": N_("%(who)s: no date of birth, so the age (from %(youngest)s) is not checked."),
    "oldest": N_("%(who)s: no date of birth, so the age (up to %(oldest)s) is not checked."),
}
STATUS_REQUIRED = {  # by whether child protection alone is asked for, and nobody has told it yet
    (True, True): N_("%(programme)s is for clients of child protection. It is not told yet."),
    (True, False): N_("%(programme)s is for clients of child protection. You chose: %(status)s."),
    (False, True): N_(
        "%(programme)s asks for a client relationship: %(required)s. It is not told yet."
    ),
    (False, False): N_(
        "%(programme)s asks for a client relationship: %(required)s. You chose: %(status)s."
    ),
}
FOR: dict[str, str] = {
    SubjectKind.CHILD: N_("for children"),
    SubjectKind.YOUNG_PERSON: N_("for young people"),
    SubjectKind.PARENT: N_("for parents"),
    SubjectKind.FAMILY: N_("for families"),
}
LISTS: dict[str, tuple[type[StrEnum], ...]] = {  # by the name of a value
    "kind": (SubjectKind,),
    "who": (SubjectKind,),  # or a name
    "sender": (ReferrerKind,),
    "routes": (ReferrerKind,),
    "status": (ClientStatus,),
    "required": (ClientStatus,),
    "chosen": (ClientStatus, Need),
    "excluded": (ClientStatus, Need),
}


@dataclass(frozen=True)
class Reasons:
    """Why it is not possible, and what else would be, among the values of a refusal."""

    findings: tuple[Finding, ...]
    others: tuple[Programme, ...] = ()

    def __str__(self) -> str:
        return ", ".join(finding.rule for finding in self.findings)

    def translated(self) -> str:
        sentences = [sentence(finding) for finding in self.findings]
        if self.others:
            names = format_list(
                [other.name_in(language()) for other in self.others], "or", language()
            )
            sentences.append(gettext("Would this fit: %(names)s?", names=names))
        return " ".join(sentences)


@dataclass(frozen=True)
class ChangedRules:
    """What has come to stand in the way, for somebody who may not know the family yet."""

    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return ", ".join(finding.rule for finding in self.findings)

    def translated(self) -> str:
        return " ".join(dict.fromkeys(map(_changed, self.findings)))


def _changed(finding: Finding) -> str:
    """The rule as it is by now; neither the age nor the place that it was held against."""
    if finding.explanation:
        return finding.explanation.said_in(language())
    values = {name: _text(name, value) for name, value in finding.values.items()}
    limits = ages(finding.values.get("youngest"), finding.values.get("oldest"))
    texts = {
        "AGE": gettext("A child's age does not fit any more (%(ages)s).", ages=limits),
        "AREA": gettext("There is no agreement for the municipality any more."),
        "SUBJECT_KIND": gettext("The programme is for others by now."),
        "CLIENT_STATUS_REQUIRED": gettext("The programme asks for another client relationship."),
        "NOT_REFERABLE": gettext("The programme takes no referrals any more."),
    }
    return texts.get(finding.rule) or gettext(finding.message, **values)


def sentence(finding: Finding) -> str:
    """The finding in the reader's language."""
    values = {name: _text(name, value) for name, value in finding.values.items()}
    return gettext(finding.message, **values) if values else gettext(finding.message)


def _text(name: str, value: Any) -> object:
    formats: Mapping[str, Callable[[Any], str]] = {
        "municipality": lambda code: geography.name(code, language()),
        "kinds": lambda kinds: _list([gettext(FOR[kind]) for kind in kinds]),
        "who": lambda who: _name("who", who),  # begins a sentence
    }
    if name in formats:
        return formats[name](value)
    match value:
        case date():
            return format_date(value)
        case Words():
            return value.said_in(language())
        case str():
            return within(_name(name, value))
        case tuple():
            return _list([within(_name(name, code)) for code in value])
    return value


def _list(texts: Sequence[str]) -> str:
    return format_list(texts, locale=language())


def _name(of: str, code: str) -> str:
    """The code's label in the first list that has it, else the code itself."""
    for codes in LISTS.get(of, ()):
        if code in set(codes):
            return label(codes(code), language())
    return code
