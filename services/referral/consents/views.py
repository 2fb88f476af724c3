"""What the pages of consents show, in the reader's language; templates only draw it."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import ConsentEnd, ConsentPurpose, DisclosureLevel
from services.common.labels import label, label_of, within
from services.referral.consents import queries, texts
from services.referral.consents.queries import AcknowledgementView, ListedAcknowledgement
from services.referral.consents.texts import Facts
from services.referral.referrals.policy import withdraws
from services.referral.referrals.queries import referral as read_referral
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.i18n import gettext, language
from shared.work import Work


@dataclass(frozen=True)
class AskedLine:
    href: str  # where it is answered; empty: it answers by itself
    holder: str
    why: str
    since: str
    due: str
    answer: str  # day and who said so; empty while it is waited for
    tag: tuple[str, str]


@dataclass(frozen=True)
class ConsentPage:
    back: str
    facts: Facts
    lines: list[AskedLine]
    steps: list[tuple[str, str]]  # words and address
    papers: list[tuple[str, str]]


@dataclass(frozen=True)
class AcknowledgementPage:
    view: AcknowledgementView
    back: str  # for a side of the referral alone
    facts: Facts
    tag: tuple[str, str]


@dataclass(frozen=True)
class Paper:
    """What the family reads of its consent; nobody is named on it."""

    sentences: list[str]
    stopped: list[str]
    how: str


TONGUES = (("fi", "suomi"), ("sv", "svenska"), ("en", "English"))


def overview(work: Work, who: Principal, referral_id: UUID) -> ConsentPage:
    """The consent of one family, and who was asked to stop."""
    lines = queries.of_referral(work, who, referral_id)
    referral = read_referral(work, who, referral_id).referral
    if referral.described is None:
        raise NotFound
    names = _names(work)
    steps = [
        (
            withdraws.allows(who, referral),
            gettext("Renew or correct the consent"),
            url_for("referrals.consent", referral_id=referral_id),
        ),
        (
            not referral.consent_withdrawn_on,
            gettext("The family withdraws its consent"),
            url_for("referrals.consent_withdrawal", referral_id=referral_id),
        ),
    ]
    return ConsentPage(
        back=url_for("referrals.show", referral_id=referral_id),
        facts=texts.facts(referral, referral.described.consent, names),
        lines=[_line(work, each, names) for each in lines],
        steps=[(words, href) for may, words, href in steps if may],
        papers=[
            (name, url_for("consents.paper", language=code, referral_id=referral_id))
            for code, name in TONGUES
        ],
    )


def acknowledgement(work: Work, who: Principal, acknowledgement_id: UUID) -> AcknowledgementPage:
    """One of those who were asked."""
    view = queries.acknowledgement(work, who, acknowledgement_id)
    awaited, answered = view.acknowledgement.awaited, view.acknowledgement.answered
    if awaited is None or awaited.organisation is None:
        raise NotFound
    line = queries.line_of(view)
    is_side = who.organisation in (awaited.sender, awaited.provider)
    back = url_for("consents.show_list", referral_id=awaited.referral_id) if is_side else ""
    names = _names(work)
    facts = [
        (gettext("Who was asked"), texts.holder(line, names)),
        (gettext("Why"), label_of(ConsentEnd, awaited.reason, language())),
        (gettext("Asked on"), texts.day(awaited.on)),
        (gettext("Answer due"), texts.day(awaited.due_on)),
    ]
    if answered is not None:
        facts.append((gettext("Answered on"), texts.day(answered.on)))
        facts.append((gettext("Written down by"), names.get(answered.by or awaited.sender, "–")))
    if answered is not None and answered.ground:
        facts.append((gettext("The law by which it is kept"), answered.ground))
    return AcknowledgementPage(view, back, facts, texts.tag(line, work.today))


def paper(work: Work, who: Principal, referral_id: UUID) -> Paper:
    """Who may know what, until when, how to take it back, and who has stopped."""
    lines = queries.of_referral(work, who, referral_id)
    referral = read_referral(work, who, referral_id).referral
    if referral.described is None or referral.received is None:
        raise NotFound
    consent, names = referral.described.consent, _names(work)
    until = consent.valid_until
    sentences = [
        gettext("You gave your consent on %(day)s.", day=texts.day(consent.given_on)),
        gettext(
            "%(sender)s may know this of your support: %(what)s.",
            sender=names.get(referral.received.sender, "–"),
            what=within(label(DisclosureLevel(consent.disclosure_level), language())),
        ),
        *(
            gettext("%(who)s may know the same, and no more.", who=names.get(each, "–"))
            for each in consent.inform
        ),
        *(f"{label(ConsentPurpose(each), language())}." for each in consent.purposes),
        gettext("Your consent is valid until %(day)s.", day=texts.day(until))
        if until
        else gettext("Your consent is valid as long as the support goes on."),
    ]
    if not referral.has_consent:
        sentences = [
            sentences[0],
            gettext("It is no longer valid: it was %(state)s.", state=texts.state(referral)),
        ]
    return Paper(
        sentences,
        [f"{texts.holder(each, names)}: {within(_answer(each))}" for each in lines],
        gettext(
            "You can take your consent back at any time, all of it or for one organisation. Say so "
            "to your contact person or to whoever sent you here. You need not give a reason. The "
            "support may go on."
        ),
    )


def _line(work: Work, line: ListedAcknowledgement, names: dict[UUID, str]) -> AskedLine:
    by = names.get(line.answered_by, "") if line.answered_by else ""
    is_other = line.answered_by != line.organisation
    by_others = f"{texts.day(line.answered_on)} ({by})" if by and is_other else ""
    href = url_for("consents.show", acknowledgement_id=line.acknowledgement_id)
    return AskedLine(
        href=href if line.organisation else "",
        holder=texts.holder(line, names),
        why=label_of(ConsentEnd, line.reason, language()),
        since=texts.day(line.asked_on),
        due=texts.day(line.due_on),
        answer=by_others or (texts.day(line.answered_on) if line.result else ""),
        tag=texts.tag(line, work.today),
    )


def _answer(line: ListedAcknowledgement) -> str:
    waits = gettext("asked on %(day)s, has not answered yet", day=texts.day(line.asked_on))
    if line.result is None:
        return waits
    return f"{texts.tag(line, line.due_on)[1]} ({texts.day(line.answered_on)})"


def _names(work: Work) -> dict[UUID, str]:
    everybody = catalogue.all_organisations(work.db)
    return {id_: each.name_in(language()) for id_, each in everybody.items()}
