"""What the pages for families show, in the reader's language; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from services.common import catalogue, geography
from services.common.codes import ContactWriter, ReplyWay
from services.common.labels import label_of
from services.common.phrases import place, reached
from services.referral.consent_wishes import views as wishes
from services.referral.consent_wishes.views import OwnConsent
from services.referral.directory import queries as directory
from services.referral.family_contacts import queries, rules as contact_rules
from services.referral.family_contacts.domain import FamilyContact
from services.referral.family_contacts.views import choices, kinds, letters, programme_of
from services.referral.keepers.views import Keeper, keeper
from services.referral.referrals.domain import Referral
from services.referral.self_referral import rules, texts
from services.referral.self_referral.rules import QUESTIONS, Question
from services.referral.self_referral.schemas import UNSURE, OwnContactSchema
from shared.web import return_codes
from shared.web.drafts import Typed
from shared.web.form_fields import field_texts
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Form, Moment, Option, Step
from shared.web.sentences import CHOOSE
from shared.work import Work


@dataclass(frozen=True)
class QuestionPage:
    question: Question
    title: str  # empty where the page has several
    address: str
    back: str
    position: str  # "Question 2 of 5"
    places: list[Option]
    supports: list[Option]
    asks_experience: bool
    whole: str  # address of all questions on one page


@dataclass(frozen=True)
class Answer:
    """A line of the page on which everything is looked through."""

    label: str
    text: str
    change: str


@dataclass(frozen=True)
class OwnPage:
    """What the code leads to."""

    code: str
    contact: FamilyContact
    organisation: str
    reached: list[tuple[str, str]]
    promise: str
    steps: list[Step]
    letters: list[Moment]
    refused: str
    consent: OwnConsent
    until: str
    programmes: list[Option]
    kinds: list[Option]
    notice: str
    keeper: Keeper | None


def question(
    work: Work, key: str, asked_for: Question, typed: Typed, *, checks: bool
) -> QuestionPage:
    """One question, or all of them."""
    number = rules.number(asked_for.name)
    back = rules.before(asked_for.name) if number else ""
    municipality = "".join(typed.get("municipality", ()))
    supports = offered(work, municipality)
    fields = field_texts(OwnContactSchema)
    return QuestionPage(
        question=asked_for,
        title=fields[asked_for.fields[0]].label if number else "",
        address=_address(key, asked_for.name, back="check" if checks else None),
        back=_address(key, back) if back else url_for("self_referral.show"),
        position=gettext("Question %(number)s of %(all)s", number=number, all=len(QUESTIONS))
        if number
        else "",
        places=places(work),
        supports=[*supports, Option(UNSURE, gettext("I do not know yet"))],
        asks_experience=_asks_experience(work, typed),
        whole=_address(key, rules.WHOLE),
    )


def places(work: Work) -> list[Option]:
    """Municipalities that some agreement covers, by name."""
    agreements = directory.agreements_on(work.db, work.today)
    options = [
        Option(each.code, each.name(language()))
        for each in geography.municipalities().values()
        if any(terms.serves(directory.place_of(each.code)) for terms in agreements)
    ]
    return sorted(options, key=lambda option: option.label)


def offered(work: Work, municipality: str) -> list[Option]:
    """What helps there, each with what it is; everything while no place is chosen."""
    if municipality not in geography.municipalities():
        return []
    return sorted(
        (
            Option(each.code, each.name_in(language()), each.summary.said_in(language()))
            for each in queries.offered(work, municipality, work.today)
        ),
        key=lambda option: option.label,
    )


def nowhere(work: Work, municipality: str) -> dict[str, list[str]]:
    """The mistake where nobody takes contacts in for that municipality."""
    if municipality in geography.municipalities() and offered(work, municipality):
        return {}
    text = gettext("Nobody takes contacts in from there here yet. Ask your own neuvola or school.")
    return {"municipality": [text]}


def unfit(work: Work, typed: Typed) -> dict[str, list[str]]:
    """The mistake where something was chosen that does not help in that municipality."""
    municipality, chosen = ("".join(typed.get(name, ())) for name in ("municipality", "programme"))
    there = {option.value for option in offered(work, municipality)} | {UNSURE}
    return {} if not chosen or chosen in there else {"programme": [CHOOSE.translated()]}


def answers(work: Work, key: str, typed: Typed) -> list[Answer]:
    """Everything that will be sent, each line with the way to change it."""
    names = field_texts(OwnContactSchema)
    lines = []
    for each in QUESTIONS:
        for field in each.fields:
            text = _shown(work, field, "".join(typed.get(field, ())))
            if text:
                change = _address(key, each.name, back="check")
                lines.append(Answer(names[field].label, text, change))
    return lines


def kept_by(work: Work, typed: Typed) -> Keeper | None:
    """Who keeps what is sent, by what is chosen; None where nobody takes it in."""
    municipality, chosen = ("".join(typed.get(name, ())) for name in ("municipality", "programme"))
    programme = None if chosen in ("", UNSURE) else chosen
    taker = queries.taker(work, municipality, programme)
    return keeper(work, programme, taker) if taker else None


def own(work: Work, code: str) -> OwnPage:
    """What somebody with the code reads; raises `NotFound`."""
    contact = queries.by_code(work, code).contact
    referral = work.load(Referral(contact.referral_id))[0] if contact.referral_id else None
    programme = programme_of(work, contact)
    received = contact.received
    home = catalogue.organisation(work.db, received.organisation) if received else None
    return OwnPage(
        code=return_codes.in_groups(return_codes.read_code(code)),
        contact=contact,
        organisation=home.name_in(language()) if home else "",
        reached=list(reached(home)),
        promise=_promise(contact, work.today),
        steps=texts.steps(contact, referral),
        letters=letters(work, contact),
        refused=texts.refused(referral),
        consent=wishes.own(work, referral),
        until=_kept_until(contact),
        programmes=[] if programme else choices(work, contact),
        kinds=kinds(programme),
        notice=url_for("notices.show", code=programme.code) if programme else "/referral/notices",
        keeper=keeper(work, programme.code if programme else None, received.organisation)
        if received
        else None,
    )


def _promise(contact: FamilyContact, today: date) -> str:
    due = contact.answer_by
    if contact.status != "RECEIVED" or due is None:
        return ""
    return texts.promise(due) if today <= due else texts.late()


def _kept_until(contact: FamilyContact) -> str:
    until = contact_rules.kept_until(contact)
    return format_date(until, "d.M.yyyy") if until else ""


def _shown(work: Work, field: str, value: str) -> str:
    match field:
        case "writer":
            return label_of(ContactWriter, value, language())
        case "reply_by":
            return label_of(ReplyWay, value, language())
        case "municipality":
            return place(value)
        case "programme":
            names: Mapping[str, str] = catalogue.names_of_programmes(work.db, language())
            return gettext("I do not know yet") if value == UNSURE else names.get(value, "")
    return value


def _asks_experience(work: Work, typed: Typed) -> bool:
    """Does the chosen programme ask for the family's own sense of needing support?"""
    code = "".join(typed.get("programme", ()))
    programme = catalogue.programme(work.db, code) if code else None
    return programme is not None and programme.asks_own_experience


def _address(key: str, name: str, *, back: str | None = None) -> str:
    return url_for("self_referral.ask", key=key, name=name, back=back)


def entries(typed: Typed, errors: Mapping[object, object] | None = None) -> Form:
    """The form as it was typed."""
    return Form.of(typed, errors, fields=field_texts(OwnContactSchema))
