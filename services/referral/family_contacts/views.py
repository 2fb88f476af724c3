"""What the pages of families' contacts show, in the reader's language; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common import catalogue, people
from services.common.codes import ContactWriter, ReplyWay, SubjectKind
from services.common.labels import label, label_of
from services.common.phrases import language_name, place
from services.common.programme import Programme
from services.referral.family_contacts import queries, texts
from services.referral.family_contacts.domain import FamilyContact
from services.referral.family_contacts.queries import ContactView, ListedContact
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Moment, Option
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class ContactLine:
    href: str
    title: str
    came: str
    tongue: str
    tag: tuple[str, str]


@dataclass(frozen=True)
class ContactList:
    lines: list[ContactLine]
    is_open: bool
    other: str  # address of those that are over, or of those that go on
    first: str
    more: str


@dataclass(frozen=True)
class ContactPage:
    view: ContactView
    title: str
    tag: tuple[str, str]
    facts: Facts
    reach: str  # what else to do for the family to hear of the answer; empty: nothing
    letters: list[Moment]
    referral: str  # address of what came of it
    programmes: list[Option]  # to choose from where the family did not
    kinds: list[Option]


def listed(work: Work, who: Principal, query: Mapping[str, str]) -> ContactList:
    """The organisation's contacts: those that go on, or with `over=1` those that do not."""
    is_open, cursor = "over" not in query, query.get("cursor", "")
    shown = queries.listed(work, who, is_open=is_open, page_request=PageRequest(cursor=cursor))
    names, over = catalogue.names_of_programmes(work.db, language()), None if is_open else 1
    address = "family_contacts.show_list"
    return ContactList(
        lines=[_line(work, line, names) for line in shown.items],
        is_open=is_open,
        other=url_for(address, over=1 if is_open else None),
        first=url_for(address, over=over) if cursor else "",
        more=url_for(address, over=over, cursor=shown.next) if shown.next else "",
    )


def contact(work: Work, who: Principal, contact_id: UUID) -> ContactPage:
    """One contact before a coordinator."""
    view = queries.contact(work, who, contact_id)
    state = view.contact
    programme = programme_of(work, state)
    name = programme.name_in(language()) if programme else ""
    return ContactPage(
        view=view,
        title=texts.title(name, place_of(state)),
        tag=texts.tag(str(state.status), state.answer_by, work.today),
        facts=_facts(state),
        reach=_reach(state),
        letters=letters(work, state),
        referral=url_for("referrals.show", referral_id=state.referral_id)
        if state.referral_id
        else "",
        programmes=[] if programme else choices(work, state),
        kinds=kinds(programme),
    )


def programme_of(work: Work, contact: FamilyContact) -> Programme | None:
    """What the family would like, where it knows."""
    code = contact.received.programme if contact.received else None
    return catalogue.programme(work.db, code) if code else None


def place_of(contact: FamilyContact) -> str:
    return place(contact.received.municipality) if contact.received else ""


def choices(work: Work, contact: FamilyContact) -> list[Option]:
    """What the organisation that takes it in has for such a family."""
    received = contact.received
    if received is None or not received.municipality:
        return []
    own = queries.offered_by(work, received.organisation, received.municipality)
    return [Option(each.code, each.name_in(language())) for each in own]


def kinds(programme: Programme | None) -> list[Option]:
    """Whom it could be about."""
    audience = programme.audience if programme else None
    codes = (*audience.kinds, *audience.secondary) if audience else tuple(SubjectKind)
    return [Option(code, label_of(SubjectKind, code, language())) for code in codes]


def letters(work: Work, contact: FamilyContact) -> list[Moment]:
    """What was written, newest first."""
    name = people.names(work)
    return [
        Moment(
            at=format_date(letter.on, "d.M.yyyy"),
            text=letter.text or gettext("The text was erased."),
            by=gettext("The family") if letter.by_family else name(letter.by),
        )
        for letter in reversed(contact.letters)
    ]


def _line(work: Work, line: ListedContact, names: Mapping[str, str]) -> ContactLine:
    return ContactLine(
        href=url_for("family_contacts.show", contact_id=line.contact_id),
        title=texts.title(names.get(line.programme or "", ""), place(line.municipality)),
        came=format_date(line.received_on, "d.M.yyyy"),
        tongue=language_name(line.language),
        tag=texts.tag(line.status, line.due_on, work.today),
    )


def _reach(state: FamilyContact) -> str:
    """Nothing goes to the family by itself: whoever answers calls or writes to it."""
    received = state.received
    match ReplyWay(received.reply_by) if received else ReplyWay.CODE:
        case ReplyWay.PHONE:
            return gettext("The family would like a call: call it, and write the answer here too.")
        case ReplyWay.EMAIL:
            return gettext(
                "The family would like an e-mail: after you have answered here, write to its "
                "address only that there is an answer."
            )
        case ReplyWay.CODE:
            return ""


def _facts(state: FamilyContact) -> Facts:
    received = state.received
    if received is None:
        return []
    facts = (
        (gettext("Who writes"), label(ContactWriter(received.writer), language())),
        (gettext("May be called"), received.calling_name or ""),
        (gettext("How to answer"), label(ReplyWay(received.reply_by), language())),
        (gettext("Phone"), received.phone or ""),
        (gettext("E-mail"), received.email or ""),
        (gettext("Language"), language_name(received.language)),
        (gettext("Own experience of needing support"), received.experience or ""),
        (gettext("Came"), format_date(received.received_on, "d.M.yyyy")),
    )
    return [(name, text) for name, text in facts if text]
