"""What the directory's pages show, in the reader's language; templates only draw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common import catalogue, geography
from services.common.codes import (
    ClientStatus,
    DisclosureLevel,
    OrganisationKind,
    ProviderKind,
    ReferrerKind,
    Role,
    SubjectKind,
    SupportKind,
    VettingRegime,
)
from services.common.labels import label, listed
from services.common.programme import ENDED, Named, Programme, Strength
from services.referral.directory import queries
from services.referral.directory.rules import Terms
from services.referral.directory.texts import ages, frequency, guard, step
from shared.identity.principals import Principal
from shared.web.i18n import format_date, gettext, language, ngettext
from shared.web.parts import Mark, Step
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class ProgrammeLine:
    href: str
    name: str
    summary: str
    provider: str
    audience: str
    takes_referrals: bool


@dataclass(frozen=True)
class DirectoryPage:
    programmes: list[ProgrammeLine]
    organisations: list[list[str]]  # name, kind, code
    agreements: list[list[str]]  # provider, party, programmes, area, period, quota
    can_publish: bool


@dataclass(frozen=True)
class PhasePart:
    """A phase with its tasks and, for each way out, what it asks for."""

    name: str
    goal: str
    tasks: list[str]
    exits: list[str]


@dataclass(frozen=True)
class ProgrammePage:
    name: str
    summary: str
    facts: Facts
    rules: list[Mark]
    support: Facts
    steps: list[Step]
    phases: list[PhasePart]
    versions: list[tuple[str, str]]
    takes_referrals: bool


def directory(work: Work, who: Principal) -> DirectoryPage:
    """Who is there, what they offer, and the reader's own agreements."""
    known = catalogue.all_organisations(work.db)
    names = catalogue.names_of_programmes(work.db, language())
    sees_all = who.has(Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR)
    whose = None if sees_all else who.organisation
    agreed = queries.agreements(work.db, organisation=whose) if sees_all or whose else []
    return DirectoryPage(
        programmes=[_line(work, found) for found in catalogue.newest_programmes(work.db)],
        organisations=[
            [one.name, label(OrganisationKind(one.kind), language()), one.code]
            for one in known.values()
        ],
        agreements=[_agreement(one, known, names, year=work.today.year) for one in agreed],
        can_publish=who.has(Role.ADMINISTRATOR),
    )


def programme(work: Work, code: str) -> ProgrammePage:
    """A programme in its newest version; raises `NotFound`."""
    entry, _ = queries.entry(work, code)
    found = entry.versions[-1]
    return ProgrammePage(
        name=found.name_in(language()),
        summary=found.summary.said_in(language()),
        facts=_facts(work, found),
        rules=_rules(found),
        support=_support(found),
        steps=[
            Step(phase.name.said_in(language()), "todo", optional=phase.optional)
            for phase in found.phases
        ],
        phases=_phases(found),
        versions=[(str(v.version), v.name_in(language())) for v in reversed(entry.versions)],
        takes_referrals=found.referable,
    )


def _line(work: Work, found: Programme) -> ProgrammeLine:
    return ProgrammeLine(
        href=url_for("directory.programme", code=found.code),
        name=found.name_in(language()),
        summary=found.summary.said_in(language()),
        provider=_provider(work, found),
        audience=_audience(found),
        takes_referrals=found.referable,
    )


def _provider(work: Work, found: Programme) -> str:
    provider_id = catalogue.provider_of(work.db, found.code)
    provider = catalogue.organisation(work.db, provider_id) if provider_id else None
    return provider.name if provider else found.provider


def _audience(found: Programme) -> str:
    kinds = listed(map(SubjectKind, found.audience.kinds), language())
    limits = ages(found.audience.age_min, found.audience.age_max)
    return f"{kinds}, {limits}" if limits else kinds


def _agreement(
    terms: Terms,
    known: dict[UUID, catalogue.Organisation],
    names: dict[str, str],
    *,
    year: int,
) -> list[str]:
    places = [geography.name(code, language()) for code in terms.municipalities]
    places += [geography.county(code).name(language()) for code in terms.counties]
    ends = format_date(terms.ends_on) if terms.ends_on else ""
    about = ", ".join(names.get(code, code) for code in terms.programmes)
    if first := ", ".join(names.get(code, code) for code in terms.emphasis(year)):
        about += gettext("; first in %(year)s: %(programmes)s", year=year, programmes=first)
    sides = [known[one].name if one in known else "–" for one in (terms.provider, terms.party)]
    return [
        *sides,
        about,
        ", ".join(places),
        f"{format_date(terms.starts_on)}–{ends}",
        str(terms.quota) if terms.quota else "–",
    ]


def _facts(work: Work, found: Programme) -> Facts:
    routes = listed(map(ReferrerKind, found.routes), language())
    promise = ngettext("in %(num)s working day", "in %(num)s working days", found.promise_days)
    level = label(DisclosureLevel(found.disclosure_level), language())
    minimum = found.minimum_months or 0
    said = (
        (gettext("Provider"), _provider(work, found)),
        (gettext("Kind"), label(ProviderKind(found.provider_kind), language())),
        (gettext("For whom"), _audience(found)),
        (gettext("Themes"), _names(found.themes)),
        (gettext("Activities"), _names(found.activities)),
        (gettext("Usual senders"), routes),
        (gettext("Answer promised"), promise if found.referable else ""),
        (gettext("The sender reads back"), level if found.referable else ""),
        (gettext("Meetings"), frequency(found.frequency)),
        (
            gettext("Lasts at least"),
            ngettext("%(num)s month", "%(num)s months", minimum) if minimum else "",
        ),
        (gettext("It is not"), _names(found.not_a)),
        (gettext("Team"), _names(found.team)),
        (
            gettext("Measures"),
            ", ".join(one.name.said_in(language()) for one in found.indicators),
        ),
    )
    return [(name, text) for name, text in said if text]


def _rules(found: Programme) -> list[Mark]:
    """Whom it is not for, and what has to be so first."""
    rules = [
        Mark(
            "no" if rule.strength is Strength.HARD else "warn",
            rule.explanation.said_in(language()),
            gettext("A coordinator may make an exception and says why.")
            if rule.overridable
            else "",
        )
        for rule in found.exclusions
    ]
    required = found.audience.client_statuses
    if required:
        told = listed(map(ClientStatus, required), language())
        rules.append(Mark("open", gettext("Client relationship: %(required)s.", required=told)))
    rules += [Mark("open", one.explanation.said_in(language())) for one in found.preconditions]
    return rules


def _support(found: Programme) -> Facts:
    if not found.policy:
        return []
    asked = (one.explanation.said_in(language()) for one in found.supporter.requirements)
    said = (
        (gettext("Support person"), label(SupportKind(found.supporter.kind), language())),
        (gettext("Asked of them"), ", ".join(asked)),
        (
            gettext("Criminal record extract"),
            label(VettingRegime(found.vetting.regime), language()),
        ),
        (gettext("Before approval"), ", ".join(step(one) for one in found.policy)),
    )
    return [(name, text) for name, text in said if text]


def _phases(found: Programme) -> list[PhasePart]:
    names = {phase.code: phase.name.said_in(language()) for phase in found.phases}
    names[ENDED] = gettext("the end")
    return [
        PhasePart(
            name=names[phase.code],
            goal=phase.goal.said_in(language()) if phase.goal else "",
            tasks=[f"{task.code} {task.name.said_in(language())}" for task in phase.tasks],
            exits=[
                " · ".join([f"→ {names[way.to]}", *(guard(one) for one in way.guards)])
                for way in phase.exits
            ],
        )
        for phase in found.phases
    ]


def _names(found: Iterable[Named]) -> str:
    return ", ".join(one.name.said_in(language()) for one in found)
