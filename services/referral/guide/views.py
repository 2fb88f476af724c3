"""The guide of services in the reader's language; templates only draw it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from services.common import geography
from services.common.codes import Need, ReferrerKind, SubjectKind, Theme
from services.common.labels import choices, listed
from services.common.phrases import reached
from services.referral.directory import queries as directory, texts
from services.referral.guide import queries
from services.referral.guide.rules import Offer, Search, fits, served
from services.referral.ptv.views import DescriptionLine, lines as lines_of
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Option
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class OfferLine:
    href: str
    name: str
    summary: str
    facts: Facts


@dataclass(frozen=True)
class GuidePage:
    lines: list[OfferLine]
    topics: list[Option]
    places: list[Option]
    count: str
    described: list[DescriptionLine]  # of the catalogue; it knows no themes and no ages of ours


@dataclass(frozen=True)
class OfferPage:
    name: str
    summary: str
    facts: Facts
    routes: list[str]  # how one gets in
    reached: list[str]  # phone, mail and address of the work
    provider: str
    takes_own_contact: bool
    notice: str


def guide(work: Work, search: Search) -> GuidePage:
    """What fits the search, by name, with what can be looked for."""
    everything = queries.offers(work)
    lines = sorted(
        (_line(work, each) for each in everything if fits(each, search)), key=lambda line: line.name
    )
    about = {topic for each in everything for topic in each.topics}
    return GuidePage(
        lines=lines,
        topics=[Option(code, name) for code, name in _topics() if code in about],
        places=_places(everything),
        described=[] if search.about or search.age is not None else lines_of(work, search.place),
        count=ngettext("%(num)s service", "%(num)s services", len(lines)),
    )


def offer(work: Work, code: str) -> OfferPage:
    """One service; raises `NotFound`."""
    return page_of(work, queries.offer(work, code))


def page_of(work: Work, each: Offer) -> OfferPage:
    """A service as families read of it."""
    provider = queries.provider(work, each)
    return OfferPage(
        name=each.programme.name_in(language()),
        summary=each.programme.summary.said_in(language()),
        facts=_facts(work, each),
        routes=list(_routes(each)),
        reached=[text for _, text in reached(provider)],
        provider=provider.name_in(language()) if provider else each.programme.provider,
        takes_own_contact=each.takes_own_contact,
        notice=url_for("notices.show", code=each.programme.code),
    )


def place_names(each: Offer) -> list[str]:
    """Where it serves: municipalities, then wellbeing counties."""
    municipalities, counties = served(each.terms)
    return [
        *sorted(geography.name(code, language()) for code in municipalities),
        *sorted(geography.county(code).name(language()) for code in counties),
    ]


def names_of_topics(each: Offer) -> dict[str, str]:
    """What it is about, in words by its code: its themes, else the needs that it answers."""
    names = dict(_topics())
    own = {theme.code: theme.name.said_in(language()) for theme in each.programme.themes}
    return own or {code: names[code] for code in each.programme.needs if code in names}


def audience(each: Offer) -> str:
    """Whom it is for, such as "Child, young person, 6–17 years"."""
    whom = each.programme.audience
    kinds = listed(map(SubjectKind, whom.kinds), language())
    limits = texts.ages(whom.age_min, whom.age_max)
    return f"{kinds}, {limits}" if limits else kinds


def _line(work: Work, each: Offer) -> OfferLine:
    provider = queries.provider(work, each)
    facts = [
        (gettext("For whom"), audience(each)),
        (gettext("About"), ", ".join(names_of_topics(each).values())),
        (gettext("Where"), _where(each)),
        (gettext("Provider"), provider.name_in(language()) if provider else ""),
    ]
    return OfferLine(
        href=url_for("guide.show", code=each.programme.code),
        name=each.programme.name_in(language()),
        summary=each.programme.summary.said_in(language()),
        facts=[(name, text) for name, text in facts if text],
    )


def _where(each: Offer) -> str:
    names = place_names(each)
    return ", ".join(names) if names else gettext("Ask the provider")


def _facts(work: Work, each: Offer) -> Facts:
    provider = queries.provider(work, each)
    facts = (
        (gettext("For whom"), audience(each)),
        (gettext("About"), ", ".join(names_of_topics(each).values())),
        (gettext("Where"), _where(each)),
        (gettext("Meetings"), texts.frequency(each.programme.frequency)),
        (gettext("It is not"), texts.names_of(each.programme.not_a)),
        (gettext("Provider"), provider.name_in(language()) if provider else ""),
        (gettext("Together with"), ", ".join(_members(work, each))),
        (gettext("What it costs"), gettext("Nothing for the family.")),
    )
    return [(name, text) for name, text in facts if text]


def _members(work: Work, each: Offer) -> list[str]:
    return [member.name_in(language()) for member in queries.members(work, each)]


def _routes(each: Offer) -> Iterator[str]:
    if each.takes_own_contact:
        yield gettext("You can get in touch yourselves.")
    others = [kind for kind in each.programme.routes if kind not in ("HOME", "SELF", "OTHER")]
    if others:
        who = listed(map(ReferrerKind, others), language())
        yield gettext("A professional can get in touch for you: %(who)s.", who=who)
    days = each.programme.promise_days
    yield ngettext(
        "You are answered within %(num)s working day.",
        "You are answered within %(num)s working days.",
        days,
    )


def _topics() -> list[tuple[str, str]]:
    return [*choices(Theme, language()), *choices(Need, language())]


def _places(everything: Sequence[Offer]) -> list[Option]:
    names = [
        Option(place.code, place.name(language()))
        for place in geography.municipalities().values()
        if any(each.serves(directory.place_of(place.code)) for each in everything)
    ]
    return sorted(names, key=lambda option: option.label)
