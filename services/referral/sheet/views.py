"""What the page of one referral shows, in the reader's language; the template only draws it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue, phrases
from services.common.codes import (
    BusinessStatus,
    ClientStatus,
    DisclosureLevel,
    Need,
    Outcome,
    ReferralStatus,
    ReferrerKind,
    SubjectKind,
)
from services.common.labels import label, label_of, listed, within
from services.common.organisation import Organisation
from services.common.phrases import caution, language_name, place, preconditions, withheld
from services.common.programme import Programme, Support
from services.common.programme.usual import PROMISE_DAYS
from services.referral.consent_wishes import views as wishes
from services.referral.contact.views import Contact, contact_of
from services.referral.deadlines.rules import is_late
from services.referral.duplicates import views as duplicates
from services.referral.eligibility.views import Fit
from services.referral.progress import queries as progress, texts as progress_texts
from services.referral.referrals import policy, queries, texts
from services.referral.referrals.domain import Referral
from services.referral.referrals.queries import ReferralView
from services.referral.routings.views import RoutingPart, home, routing_part
from services.referral.sheet.queries import fit_of
from services.referral.statuses.rules import TAKEN_BACK
from services.referral.timeline.views import Reader, moments
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Moment, Step
from shared.web.problems import say
from shared.work import Stale, Work

Facts = list[tuple[str, str]]
Organisations = dict[Any, Organisation]


@dataclass(frozen=True)
class ReferralPage:
    view: ReferralView
    title: str
    reference: str
    tag: tuple[str, str]
    steps: list[Step]
    doubles: Facts  # words and address of others of the same person; no address: not yet to know
    turn: str  # whose turn it is, where it is the sender's
    consent_wish: str  # address of what the family wishes of its consent; empty: nothing waits here
    need: Facts
    family: Facts  # the sender's own words; for the provider empty before acceptance
    progress: Facts  # for the sender, as far as its level; empty before it begins
    sender: Facts
    provider: Facts  # whom the sender may call; empty for the provider itself
    fit: Fit
    routing: RoutingPart  # how it came to whom it is offered
    messages: list[Moment]
    history: list[Moment]
    case_href: str
    find_href: str  # where a support person is looked for; empty where nobody is, or not by them
    remedies: Facts  # words and address of each page that puts something right
    contact: Contact
    caution: str  # beside free text; empty where nothing is to be kept back


def referral(work: Work, principal: Principal, referral_id: UUID) -> ReferralPage:
    """One referral as its reader may see it."""
    view = queries.referral(work, principal, referral_id)
    state, described = view.referral, view.referral.described
    programme = queries.programme_of(work, state)
    name = programme.name_in(language()) if programme else state.programme or ""
    promised = programme.promise_days if programme else PROMISE_DAYS
    organisations = catalogue.all_organisations(work.db)
    is_matched = programme is None or programme.support is Support.MATCHED
    return ReferralPage(
        view=view,
        title=texts.title(view, name),
        reference=described.source_reference if described else "",
        tag=texts.tag(
            str(view.status),
            view.business_status,
            is_late=is_late(queries.due_on(state, promised), work.today),
        ),
        steps=texts.steps(view, promised, _provider(state, organisations), is_matched=is_matched),
        turn=texts.turn(view),
        consent_wish=wishes.address(work, principal, referral_id),
        doubles=duplicates.lines(work, view, principal),
        need=_need(view, name),
        family=_family(view, programme),
        progress=_progress(work, view, programme),
        sender=_sender(view, organisations),
        provider=_reached(view, organisations),
        fit=fit_of(work, state, programme),
        routing=routing_part(view, principal, _names(organisations)),
        messages=_messages(work, state, organisations) if view.converses else [],
        history=moments(work, Reader(view, principal.organisation, _names(organisations))),
        case_href=f"/casework/cases/{state.case}" if view.is_disclosed else "",
        find_href=f"/volunteers/matching/{state.case}" if _looks_for_person(view) else "",
        remedies=_remedies(view, principal),
        contact=contact_of(work, view, principal),
        caution=caution(described is not None and described.non_disclosure),
    )


def _looks_for_person(view: ReferralView) -> bool:
    waits = view.referral.business_status == BusinessStatus.WAITING_FOR_PERSON
    return view.coordinates and view.is_disclosed and waits and not view.referral.has_ended


def _remedies(view: ReferralView, principal: Principal) -> Facts:
    """What this reader may put right, where it stands now."""
    state = view.referral
    is_open = state.status is not ReferralStatus.ENTERED_IN_ERROR
    corrects = policy.corrects.allows(principal, state) and is_open
    sends = policy.withdraws.allows(principal, state) and is_open
    is_taken_back = state.status in TAKEN_BACK and policy.reopens.allows(principal, state)
    is_own_no = view.is_sender == (state.status is ReferralStatus.WITHDRAWN) or (
        view.is_sender and view.is_provider
    )
    offered = (
        (corrects and view.shows_contact, gettext("Correct the details"), "correction"),
        (sends, gettext("Renew or correct the consent"), "consent"),
        (
            corrects and not state.consent_withdrawn_on,
            gettext("The family withdraws its consent"),
            "consent_withdrawal",
        ),
        (sends and not state.case, gettext("Sent by mistake"), "entered_in_error"),
        (is_taken_back and is_own_no, gettext("Reopen the referral"), "reopening"),
    )
    links = [
        (words, url_for(f"referrals.{page}", referral_id=state.id))
        for is_offered, words, page in offered
        if is_offered
    ]
    if policy.looks.allows(principal, state):
        asks = url_for("rights.write", referral=state.id)
        links.append((gettext("The family asks about its data"), asks))
    return links


def _names(organisations: Organisations) -> dict[UUID, str]:
    return {id_: organisation.name_in(language()) for id_, organisation in organisations.items()}


def _provider(referral: Referral, organisations: Organisations) -> str:
    """To whom it was offered."""
    home = organisations.get(referral.organisation)
    return home.name_in(language()) if home else ""


def _reached(view: ReferralView, organisations: Organisations) -> Facts:
    """How to reach whom it was offered to, also when the answer was no."""
    home = organisations.get(view.referral.organisation)
    facts = phrases.reached(home) if home and not view.is_provider else []
    return [(gettext("Provider"), home.name_in(language())), *facts] if home and facts else []


def _need(view: ReferralView, programme: str) -> Facts:
    described, received = view.referral.described, view.referral.received
    if described is None or received is None:
        return []
    tongue = [language_name(described.mother_tongue), language_name(described.service_language)]
    if described.interpreter_needed:
        tongue.append(gettext("interpreter needed"))
    consent = gettext(
        "given %(day)s · the sender is told: %(what)s",
        day=format_date(described.consent.given_on, "d.M.yyyy"),
        what=within(label(DisclosureLevel(view.referral.disclosure_level), language())),
    )
    siblings, band = described.sibling_count, (described.age_band or "").replace("-", "–")
    years = gettext("%(ages)s years", ages=band) if band else "–"
    return [
        (gettext("Programme"), programme or "–"),
        (label(SubjectKind(described.subject_kind), language()), years),
        (gettext("Concern"), listed(map(Need, described.needs), language()) or "–"),
        (gettext("Language"), ", ".join(dict.fromkeys(part for part in tongue if part))),
        (
            gettext("Child protection"),
            label_of(ClientStatus, described.client_status, language()) or "–",
        ),
        (gettext("Siblings"), str(siblings) if siblings else gettext("not told")),
        (gettext("Municipality"), place(received.municipality)),
        (gettext("Consent"), consent),
    ]


def _family(view: ReferralView, programme: Programme | None) -> Facts:
    described = view.record
    if described is None:
        return []
    born = format_date(described.date_of_birth, "d.M.yyyy") if described.date_of_birth else "–"
    shown, code = view.shows_contact, getattr(described, "identity_code", None)
    guardians = [
        f"{g.given_name} {g.family_name} {g.phone if shown else ''}".strip()
        for g in described.guardians
    ]
    hidden = None if shown else withheld()
    precondition_text = preconditions(programme, described.preconditions) if programme else ""
    facts = (
        (gettext("Name"), f"{described.given_name} {described.family_name}".strip()),
        (gettext("Date of birth"), born),
        (gettext("Personal identity code"), (hidden or code) if code else ""),
        (gettext("Siblings"), phrases.children(described.siblings)),
        (gettext("Guardians"), "; ".join(guardians)),
        (gettext("Phone"), hidden or described.phone),
        (gettext("E-mail"), hidden or described.email),
        (gettext("Address"), hidden or described.address),
        (gettext("Told of preconditions"), precondition_text),
        (gettext("Notes"), hidden or described.notes),
    )
    return [(name, text) for name, text in facts if text]


def _sender(view: ReferralView, organisations: Organisations) -> Facts:
    described, received = view.referral.described, view.referral.received
    if described is None or received is None:
        return []
    home = organisations.get(received.sender)
    kind = label(ReferrerKind(received.referrer_kind), language())
    facts = [
        (gettext("From"), f"{kind}, {home.name_in(language())}" if home else kind),
        (gettext("Their reference"), described.source_reference),
        (gettext("Arrived"), format_date(received.referred_on, "d.M.yyyy")),
    ]
    if view.is_disclosed:
        contact = (described.referrer_name, described.referrer_phone, described.referrer_email)
        text = ", ".join(part for part in contact if part) or "–"
        facts.append((gettext("Contact"), text if view.shows_contact else withheld()))
    return facts


def _progress(work: Work, view: ReferralView, programme: Programme | None) -> Facts:
    """Phase and meetings from level L2, goals and outcome at L3; the provider has the case."""
    referral = view.referral
    if view.is_provider or referral.case is None or referral.accepted_on is None:
        return []
    facts: Facts = []
    if view.reads(DisclosureLevel.L2):
        phase = programme.phase(referral.phase) if programme and referral.phase else None
        since, has_ended = referral.accepted_on, referral.has_ended
        frequency = progress.frequency(work, referral.case, since=since, has_ended=has_ended)
        facts += [
            (gettext("Phase"), phase.name.said_in(language()) if phase else ""),
            (gettext("Meetings"), progress_texts.meetings(frequency)),
        ]
    if view.reads(DisclosureLevel.L3):
        goals = progress.told_goals(work, referral.case)
        facts += [(gettext("Goal"), progress_texts.goal(goal)) for goal in goals]
        outcome = label(Outcome(referral.outcome), language()) if referral.outcome else ""
        facts.append((gettext("Outcome"), outcome))
    return [(name, text) for name, text in facts if text]


def _messages(work: Work, referral: Referral, organisations: Organisations) -> list[Moment]:
    return [
        Moment(
            at=format_datetime(message.sent_at, "d.M."),
            text=message.text,
            by=organisations[message.organisation].name_in(language())
            if message.organisation in organisations
            else "",
        )
        for message in queries.conversation(work, referral.id)
    ]


def _frame(view: ReferralView) -> dict[str, Any]:
    described = view.referral.described
    return {
        "title": described.source_reference if described else "",
        "back": url_for("referrals.show", referral_id=view.referral.id),
    }


def _explain(view: ReferralView, refusal: Refused | Stale) -> dict[str, Any]:
    if isinstance(refusal, Stale):
        return {"problem": texts.changed_meanwhile()}
    return {"problem": say(refusal)}


forms = OwnForms[ReferralView](
    key="referral_id",
    read=queries.referral,
    home=home,
    lists=("worklist",),
    frame=_frame,
    explain=_explain,
)
