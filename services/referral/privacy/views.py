"""What the officer's pages show, in the reader's language; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from services.common import catalogue, people
from services.common.erasure.schedule import schedule
from services.common.erasure.texts import class_name, period
from services.common.held import words
from services.common.labels import label
from services.common.notices.reading import notice
from services.common.programme import Programme
from services.referral.keepers.views import together
from services.referral.privacy import queries, texts
from services.referral.privacy.queries import Disclosure
from services.referral.rights import queries as rights
from shared.identity.principals import Principal
from shared.web.formats import format_datetime
from shared.web.i18n import language
from shared.web.paging import PageRequest
from shared.work import Work

Rows = list[list[str]]


@dataclass(frozen=True)
class Doors:
    """The officer's pages, each with what waits there."""

    links: list[tuple[str, str, str]]  # address, name, what for
    waiting: int


@dataclass(frozen=True)
class DisclosurePage:
    rows: Rows
    exports: Rows
    first: str
    more: str


@dataclass(frozen=True)
class Processing:
    """One programme in the register of processing."""

    name: str
    provider: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Register:
    programmes: list[Processing]
    categories: Rows


def doors(work: Work, who: Principal) -> Doors:
    """What the officer looks after."""
    return Doors(texts.doors(), len(rights.waiting(work, who)))


def disclosed(work: Work, query: Mapping[str, str]) -> DisclosurePage:
    """To whom families' details went and why, and what was written out for people themselves."""
    cursor = query.get("cursor", "")
    part = queries.disclosed(work, PageRequest(cursor=cursor))
    here = "privacy.disclosures"
    return DisclosurePage(
        rows=[_row(work, each) for each in part.items],
        exports=_exports(work),
        first=url_for(here) if cursor else "",
        more=url_for(here, cursor=part.next) if part.next else "",
    )


def register(work: Work) -> Register:
    """The records of processing activities (article 30), as programmes and code declare them."""
    return Register(
        [_processing(work, each) for each in catalogue.newest_programmes(work.db)],
        [
            [
                class_name(each.retention),
                ", ".join(sorted({words.fact(field) for field in each.fields})),
                ", ".join(texts.service(name) for name in each.services),
                ", ".join(texts.service(name) for name in each.to) or "–",
            ]
            for each in queries.categories()
        ],
    )


def retention() -> Rows:
    """How long each kind of data is kept, from the schedule that is applied."""
    return [
        [
            label(row.rule, language()),
            label(row.register, language()),
            label(row.after, language()),
            period(row),
            texts.hold(is_held=row.is_held),
        ]
        for row in schedule()
    ]


def _processing(work: Work, programme: Programme) -> Processing:
    provider = catalogue.provider_of(work.db, programme.code)
    home = catalogue.organisation(work.db, provider) if provider else None
    controller = home.name_in(language()) if home else "–"
    name = programme.name_in(language())
    text = notice(
        programme.controller_scenario,
        language(),
        programme=name,
        controller=controller,
        together=together(work, programme.code),
    )
    sections = text.sections if text else ()
    return Processing(name, controller, [(part.heading, part.short) for part in sections])


def _row(work: Work, each: Disclosure) -> list[str]:
    organisations, name = catalogue.all_organisations(work.db), people.names(work)
    programmes = catalogue.names_of_programmes(work.db, language())
    to, of = organisations.get(each.to), each.of and organisations.get(each.of)
    return [
        each.name or "–",
        format_datetime(each.at, "d.M.yyyy"),
        to.name_in(language()) if to else "–",
        programmes.get(each.programme, "–"),
        texts.purpose(each.purpose),
        name(each.by) or (of.name_in(language()) if of else "–"),  # who has left has no name here
        texts.consent(is_withdrawn=each.is_withdrawn),
    ]


def _exports(work: Work) -> Rows:
    name = people.names(work)
    return [
        [
            each.name or "–",
            format_datetime(each.at, "d.M.yyyy"),
            label(each.kind, language()),
            texts.form(each.form, each.entries),
            name(each.by) or "–",
        ]
        for each in queries.exported(work)
    ]
