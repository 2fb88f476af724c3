"""Descriptions from the catalogue, in the reader's language; templates only draw them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from services.common import geography
from services.common.phrases import language_name
from services.referral.directory.rules import Place
from services.referral.ptv import queries
from services.referral.ptv.events import DescriptionTakenOver
from services.referral.ptv.rules import Kind, Plan
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.work import Work

IN_TURN = ("fi", "sv", "en")  # where the reader's own language is missing


@dataclass(frozen=True)
class DescriptionLine:
    href: str
    name: str
    summary: str
    provider: str
    where: str


@dataclass(frozen=True)
class DescriptionPage:
    name: str
    summary: str
    text: str
    facts: list[tuple[str, str]]
    channels: list[tuple[str, str, str]]  # name, address, phone
    source: str


@dataclass(frozen=True)
class Part:
    """Every service to which the same happens."""

    title: str
    names: list[list[str]]  # name, provider


@dataclass(frozen=True)
class Preview:
    seal: str
    parts: list[Part]
    unchanged: int


def text_in(texts: Mapping[str, str]) -> str:
    """In the reader's language, else in another that there is."""
    return next((texts[each] for each in (language(), *IN_TURN) if texts.get(each)), "")


def lines(work: Work, place: Place | None) -> list[DescriptionLine]:
    """What the catalogue offers at a place, by name."""
    return sorted(map(_line, queries.offered(work, place)), key=lambda line: line.name)


def page(content: DescriptionTakenOver) -> DescriptionPage:
    """All that is shown of a description."""
    free: dict[bool | None, str] = {
        True: gettext("Free of charge"),
        False: gettext("There is a charge"),
    }
    spoken = ", ".join(language_name(code) for code in content.languages)
    facts = (
        (gettext("Provider"), text_in(content.provider)),
        (gettext("Where"), _where(content)),
        (gettext("Languages"), spoken),
        (gettext("What it costs"), free.get(content.is_free, "")),
    )
    return DescriptionPage(
        name=text_in(content.names),
        summary=text_in(content.summaries),
        text=text_in(content.descriptions),
        facts=[(name, text) for name, text in facts if text],
        channels=[(text_in(c.name) or c.url or c.phone, c.url, c.phone) for c in content.channels],
        source=gettext(
            "From the national catalogue of services (PTV), as it stood on %(day)s.",
            day=format_date(content.on),
        ),
    )


def preview(plan: Plan) -> Preview:
    """The steps by what they are; what stays is only counted."""
    titles = {
        Kind.NEW: gettext("Will be added"),
        Kind.CHANGED: gettext("Will be changed"),
        Kind.ENDS: gettext("Will end"),
    }
    parts = [Part(title, _names(plan, kind)) for kind, title in titles.items() if plan.of(kind)]
    return Preview(plan.seal, parts, len(plan.of(Kind.SAME)))


def _names(plan: Plan, kind: Kind) -> list[list[str]]:
    listed = [step.listed for step in plan.of(kind)]
    return [[each.name, text_in(each.content.provider) if each.content else ""] for each in listed]


def _line(content: DescriptionTakenOver) -> DescriptionLine:
    return DescriptionLine(
        href=url_for("guide.described", description_id=content.description_id),
        name=text_in(content.names),
        summary=text_in(content.summaries),
        provider=text_in(content.provider),
        where=_where(content),
    )


def _where(content: DescriptionTakenOver) -> str:
    if content.everywhere:
        return gettext("The whole country")
    return ", ".join(_places(content.municipalities))


def _places(codes: Sequence[str]) -> list[str]:
    return sorted(geography.name(code, language()) for code in codes)
