"""What the pages show of a family's wish, in the reader's language; templates only draw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.referral.consent_wishes import policy, queries, texts
from services.referral.consent_wishes.domain import ConsentWish
from services.referral.consent_wishes.queries import WishView
from services.referral.family_contacts.domain import FamilyContact
from services.referral.referrals.domain import Referral
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Option
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class WishPage:
    """One wish before a coordinator."""

    view: WishView
    back: str
    contact: str  # where the family says how it may be reached; empty where it took that back
    facts: Facts
    tag: tuple[str, str]


@dataclass(frozen=True)
class OwnConsent:
    """What the family itself reads of its consent, and can do."""

    sentences: list[str]  # of its newest wish
    text: str  # what was written to it
    can_wish: bool
    organisations: list[Option]  # whom it lets know, to choose one alone


NO_CONSENT = OwnConsent([], "", can_wish=False, organisations=[])


def page(work: Work, who: Principal, referral_id: UUID) -> WishPage:
    """What the family wishes, until when, and how it can be reached."""
    view = queries.consent_wish(work, who, referral_id)
    state, wished, answered = view.state, view.state.wished, view.state.answered
    facts: Facts = []
    contact = ""
    if wished is not None:
        names = _names(work, wished.organisations) or [gettext("Everybody")]
        facts += [
            (gettext("Who should be told no more"), ", ".join(names)),
            (gettext("Wished on"), format_date(wished.on, "d.M.yyyy")),
            (gettext("To be dealt with by"), format_date(wished.due_on, "d.M.yyyy")),
        ]
        if work.load(FamilyContact(wished.contact_id))[0].is_here:
            contact = url_for("family_contacts.show", contact_id=wished.contact_id)
    if answered is not None:
        facts.append((gettext("Dealt with on"), format_date(answered.on, "d.M.yyyy")))
        facts.append((gettext("To the family"), answered.text or "–"))
    return WishPage(
        view=view,
        back=url_for("referrals.show", referral_id=referral_id),
        contact=contact,
        facts=facts,
        tag=texts.tag(state, work.today),
    )


def address(work: Work, who: Principal, referral_id: UUID) -> str:
    """Where a wish that waits is dealt with; empty where none does, or not by this reader."""
    state, _ = work.load(ConsentWish(referral_id))
    if not state.is_open or not policy.handles.allows(who, state):
        return ""
    return url_for("consent_wishes.show", referral_id=referral_id)


def own(work: Work, referral: Referral | None) -> OwnConsent:
    """What the family reads with its code; nothing before it has said who it is."""
    if referral is None or referral.described is None:
        return NO_CONSENT
    state, _ = work.load(ConsentWish(referral.id))
    names = _names(work, state.wished.organisations) if state.wished else []
    informed = referral.described.consent.inform if referral.has_consent else ()
    return OwnConsent(
        sentences=texts.for_family(state, names, work.today),
        text=(state.answered.text or "") if state.answered else "",
        can_wish=referral.has_consent and not _waits_for_all(state),
        organisations=_options(work, informed),
    )


def _waits_for_all(state: ConsentWish) -> bool:
    return state.is_open and state.wished is not None and not state.wished.organisations


def _options(work: Work, organisations: Iterable[UUID]) -> list[Option]:
    everybody = catalogue.all_organisations(work.db)
    options = [
        Option(str(each), everybody[each].name_in(language()))
        for each in organisations
        if each in everybody
    ]
    return sorted(options, key=lambda option: option.label)


def _names(work: Work, organisations: Iterable[UUID]) -> list[str]:
    return [option.label for option in _options(work, organisations)]
