"""What the pages of templates show, in the reader's language; templates only draw it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue, geography
from services.common.codes import OrganisationKind, PackageAudience, PackageKind, Role, Theme
from services.common.labels import choices, label
from services.referral.package_templates import queries
from services.referral.package_templates.queries import Template
from services.referral.packages import queries as packages, texts
from shared.identity.principals import Principal
from shared.web.formats import format_duration, format_money
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Option
from shared.work import Work

SHOWN = 50
ASKERS = (OrganisationKind.MUNICIPALITY, OrganisationKind.WELLBEING_COUNTY)


@dataclass(frozen=True)
class TemplateLine:
    href: str
    title: str
    about: str
    organisation: str


@dataclass(frozen=True)
class TemplateList:
    lines: list[TemplateLine]
    kinds: list[Option]
    kind: str
    more: str


@dataclass(frozen=True)
class TemplatePage:
    title: str
    facts: list[tuple[str, str]]
    goals: list[str]
    sessions: list[tuple[str, str]]
    lines: list[list[str]]
    ask: str  # where a municipality asks for it; empty for others
    begin: str  # where an organisation begins it again; empty for others


def board(work: Work, who: Principal, kind: str, cursor: str) -> TemplateList:
    """What others have kept, of one kind or of all."""
    shown, names = queries.listed(work, who, kind, PageRequest(SHOWN, cursor)), _names(work)
    more = url_for("package_templates.show_list", kind=kind, cursor=shown.next)
    return TemplateList(
        lines=[
            TemplateLine(
                url_for("package_templates.show", template_id=each.id),
                each.shape.title,
                _about(each),
                names.get(each.organisation, "–"),
            )
            for each in shown.items
        ],
        kinds=_options(PackageKind),
        kind=kind,
        more=more if shown.next else "",
    )


def page(work: Work, who: Principal, template_id: UUID) -> TemplatePage:
    """One, and where it is begun again."""
    template, names = queries.template(work, who, template_id), _names(work)
    shape = template.shape
    terms = {name: getattr(template, name) for name in ("kind", "theme", "audience")}
    ask = url_for("packages.ask_new", template_id=template_id, **terms)
    begin = url_for("package_templates.begin", template_id=template_id)
    online, here = gettext("online"), gettext("on site")
    return TemplatePage(
        title=shape.title,
        facts=[
            (gettext("What it is"), _about(template)),
            (gettext("What is done"), shape.scope),
            (gettext("Kept by"), names.get(template.organisation, "–")),
        ],
        goals=list(shape.goals),
        sessions=[
            (each.title, f"{format_duration(each.minutes)} · {online if each.is_online else here}")
            for each in shape.sessions
        ],
        lines=[
            [each.purpose, texts.payer_of(each, names), format_money(each.amount)]
            for each in shape.lines
        ],
        ask=ask if who.has(Role.MUNICIPAL_WORKER) else "",
        begin=begin if who.has(Role.NGO_COORDINATOR) else "",
    )


def choices_of_beginning(work: Work, who: Principal, template_id: UUID) -> dict[str, Any]:
    """What the form lets choose from: the municipalities that the reader's organisation serves."""
    template, served = queries.template(work, who, template_id), packages.places_served(work, who)
    towns = (each for each in geography.municipalities().values() if each.code in served)
    here = catalogue.organisations_here(work.db).items()
    return {
        "heading": gettext("Begin it again for another municipality"),
        "title": template.shape.title,
        "home": url_for("package_templates.show", template_id=template_id),
        "seen": None,
        "kinds": _options(PackageKind),
        "themes": _options(Theme),
        "audiences": _options(PackageAudience),
        "municipalities": [Option(each.code, each.name(language())) for each in towns],
        "organisations": [
            Option(str(key), each.name_in(language())) for key, each in here if each.kind in ASKERS
        ],
    }


def filled(work: Work, who: Principal, template_id: UUID) -> dict[str, object]:
    """What a package of this template begins with."""
    template = queries.template(work, who, template_id)
    return {name: getattr(template, name) for name in ("kind", "theme", "audience")}


def _about(template: Template) -> str:
    own = label(PackageKind(template.kind), language())
    return f"{own} · {texts.about(template.theme, template.audience)}"


def _options(codes: Any) -> list[Option]:
    return [Option(value, text) for value, text in choices(codes, language())]


def _names(work: Work) -> dict[UUID, str]:
    several = catalogue.all_organisations(work.db)
    return {key: each.name_in(language()) for key, each in several.items()}
