"""What the directory's pages show, in the reader's language; templates only draw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common import catalogue, geography
from services.common.codes import (
    DisclosureLevel,
    OrganisationKind,
    ProviderKind,
    ReferrerKind,
    SubjectKind,
)
from services.common.labels import label, listed
from services.common.organisation import Organisation
from services.common.phrases import closing, reached
from services.common.programme import Programme
from services.referral.directory import policy, queries, texts
from services.referral.directory.rules import Terms
from services.referral.directory.texts import Facts, PhasePart
from services.referral.rosters.policy import may_send
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import ChecklistItem, Step
from shared.work import Work


@dataclass(frozen=True)
class ProgrammeLine:
    href: str
    name: str
    summary: str
    provider: str
    audience: str
    takes_referrals: bool
    closing: str  # until when it takes new families; empty for no end


@dataclass(frozen=True)
class OrganisationLine:
    name: str
    kind: str
    code: str
    reached: list[str]
    href: str  # where an administrator keeps it; empty for everybody else


@dataclass(frozen=True)
class AgreementLine:
    href: str  # of what the parties do together; empty for whoever may not open it
    provider: str
    party: str
    programmes: str
    area: str
    period: str
    quota: str


@dataclass(frozen=True)
class DirectoryPage:
    programmes: list[ProgrammeLine]
    organisations: list[OrganisationLine]
    agreements: list[AgreementLine]
    can_publish: bool
    can_send_people: bool
    reads_capacity: bool
    consults: bool
    reads_packages: bool


@dataclass(frozen=True)
class ProgrammePage:
    name: str
    summary: str
    facts: Facts
    rules: list[ChecklistItem]
    support: Facts
    steps: list[Step]
    phases: list[PhasePart]
    versions: list[tuple[str, str]]
    takes_referrals: bool
    closing: str  # until when it takes new families, or since when no more; empty for no end


def directory(work: Work, principal: Principal) -> DirectoryPage:
    """Who is there, what they offer, and the reader's own agreements."""
    organisations = catalogue.all_organisations(work.db)
    names = catalogue.names_of_programmes(work.db, language())
    return DirectoryPage(
        programmes=[_line(work, programme) for programme in catalogue.newest_programmes(work.db)],
        organisations=[
            _organisation(organisation, principal)
            for organisation in organisations.values()
            if organisation.is_here
        ],
        agreements=[
            _agreement(
                terms,
                organisations,
                names,
                opens=policy.reads_of_parties(principal, terms.provider, terms.party),
            )
            for terms in queries.own_agreements(work, principal)
        ],
        can_publish=policy.administers.admits(principal),
        can_send_people=may_send.admits(principal),
        reads_capacity=policy.reads_capacity.admits(principal),
        consults=policy.consults.admits(principal),
        reads_packages=policy.reads_packages.admits(principal),
    )


def _organisation(of: Organisation, principal: Principal) -> OrganisationLine:
    keeps = policy.administers.admits(principal) and principal.organisation in (None, of.id)
    return OrganisationLine(
        name=of.name_in(language()),
        kind=label(OrganisationKind(of.kind), language()),
        code=of.code,
        reached=[text for _, text in reached(of)],
        href=url_for("organisations.show", organisation_id=of.id) if keeps else "",
    )


def programme(work: Work, code: str) -> ProgrammePage:
    """A programme in its newest version; raises `NotFound`."""
    entry, _ = queries.entry(work, code)
    return page_of(work, entry.versions[-1], entry.versions)


def page_of(work: Work, newest: Programme, versions: Sequence[Programme]) -> ProgrammePage:
    """A version of a programme in words."""
    closes_on = catalogue.closings(work.db).get(newest.code)
    return ProgrammePage(
        name=newest.name_in(language()),
        summary=newest.summary.said_in(language()),
        facts=_facts(work, newest),
        rules=texts.rules(newest),
        support=texts.support(newest),
        steps=[
            Step(phase.name.said_in(language()), "todo", optional=phase.optional)
            for phase in newest.phases
        ],
        phases=texts.phases(newest),
        versions=[(str(v.version), v.name_in(language())) for v in reversed(versions)],
        takes_referrals=newest.referable and (closes_on is None or work.today < closes_on),
        closing=closing(closes_on, work.today),
    )


def _line(work: Work, programme: Programme) -> ProgrammeLine:
    closes_on = catalogue.closings(work.db).get(programme.code)
    return ProgrammeLine(
        href=url_for("directory.programme", code=programme.code),
        name=programme.name_in(language()),
        summary=programme.summary.said_in(language()),
        provider=_provider(work, programme),
        audience=_audience(programme),
        takes_referrals=programme.referable and (closes_on is None or work.today < closes_on),
        closing=closing(closes_on, work.today),
    )


def _provider(work: Work, programme: Programme) -> str:
    provider_id = catalogue.provider_of(work.db, programme.code)
    provider = catalogue.organisation(work.db, provider_id) if provider_id else None
    return provider.name_in(language()) if provider else programme.provider


def _audience(programme: Programme) -> str:
    kinds = listed(map(SubjectKind, programme.audience.kinds), language())
    limits = texts.ages(programme.audience.age_min, programme.audience.age_max)
    return f"{kinds}, {limits}" if limits else kinds


def _agreement(
    terms: Terms,
    organisations: dict[UUID, Organisation],
    names: dict[str, str],
    *,
    opens: bool,
) -> AgreementLine:
    places = [geography.name(code, language()) for code in terms.municipalities]
    places += [geography.county(code).name(language()) for code in terms.counties]
    ends = format_date(terms.ends_on) if terms.ends_on else ""
    provider, party = (
        organisations[side].name_in(language()) if side in organisations else "–"
        for side in (terms.provider, terms.party)
    )
    return AgreementLine(
        href=url_for("partnerships.show", agreement_id=terms.id) if opens else "",
        provider=provider,
        party=party,
        programmes=", ".join(names.get(code, code) for code in terms.programmes),
        area=", ".join(places),
        period=f"{format_date(terms.starts_on)}–{ends}",
        quota=str(terms.quota) if terms.quota else "–",
    )


def _facts(work: Work, programme: Programme) -> Facts:
    routes = listed(map(ReferrerKind, programme.routes), language())
    promise = ngettext("in %(num)s working day", "in %(num)s working days", programme.promise_days)
    level = label(DisclosureLevel(programme.disclosure_level), language())
    minimum = programme.minimum_months or 0
    facts = (
        (gettext("Provider"), _provider(work, programme)),
        (gettext("Kind"), label(ProviderKind(programme.provider_kind), language())),
        (gettext("For whom"), _audience(programme)),
        (gettext("Themes"), texts.names_of(programme.themes)),
        (gettext("Activities"), texts.names_of(programme.activities)),
        (gettext("Usual senders"), routes),
        (gettext("Answer promised"), promise if programme.referable else ""),
        (gettext("The sender reads back"), level if programme.referable else ""),
        (gettext("Meetings"), texts.frequency(programme.frequency)),
        (
            gettext("Lasts at least"),
            ngettext("%(num)s month", "%(num)s months", minimum) if minimum else "",
        ),
        (gettext("It is not"), texts.names_of(programme.not_a)),
        (gettext("Team"), texts.names_of(programme.team)),
        (gettext("Measures"), texts.names_of(programme.indicators)),
        (gettext("Belongs to it"), texts.includes(programme.includes)),
        (gettext("Paid by"), texts.funders(programme)),
        (gettext("Figures that describe it"), texts.figures(programme)),
    )
    return [(name, text) for name, text in facts if text]
