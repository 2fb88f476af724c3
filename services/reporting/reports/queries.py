"""Reading reports: an organisation its own people live, everybody else the editions in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from uuid import UUID

from services.common import catalogue, geography
from services.common.months import month_before, month_of
from services.reporting.appointments.queries import reminded
from services.reporting.appointments.rules import NOTHING_KEPT, Kept
from services.reporting.circumstances import queries as answers
from services.reporting.circumstances.rules import Circumstance, circumstances
from services.reporting.coverage.rules import PROVIDER
from services.reporting.disclosure.cells import ALL
from services.reporting.editions import queries as editions
from services.reporting.editions.queries import Completeness
from services.reporting.encounters.queries import held
from services.reporting.encounters.rules import Encounters, by_kind
from services.reporting.fact_cache import cached
from services.reporting.facts import queries as facts
from services.reporting.figures import policy
from services.reporting.figures.domain import Report, ReportQuery, as_of, report_query
from services.reporting.figures.queries import LiveFigures, PublishedFigures, is_in
from services.reporting.figures.rules import ReportLine, lines
from services.reporting.indicators.timeline import ReferralTimeline
from services.reporting.measured.queries import measured
from services.reporting.measured.rules import Development, Key, developments
from services.reporting.professions.queries import contacts
from services.reporting.professions.rules import Met, met
from services.reporting.reports.rules import Reading, named_places
from services.reporting.surveyed.queries import experiences
from services.reporting.surveyed.rules import Experience
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work


@dataclass(frozen=True)
class ReportAnswer:
    """A question, what answers it, and the names of programmes and providers."""

    reading: Reading
    query: ReportQuery
    names: Mapping[str, str]
    developments: tuple[Development, ...] = ()  # of what one's own families were measured by
    measures: Mapping[Key, str] = field(default_factory=dict)  # their names
    circumstances: tuple[Circumstance, ...] = ()  # what one's own families answered
    experiences: tuple[Experience, ...] = ()  # of support persons
    kept: Kept = NOTHING_KEPT  # appointments of one's own families
    met: tuple[Met, ...] = ()  # one's own families by professions of their teams
    encounters: tuple[Encounters, ...] = ()  # of one's own organisation

    @cached_property
    def lines(self) -> list[ReportLine]:
        return self.reading.lines(self.query)


@dataclass(frozen=True)
class Change:
    """A revealed figure that was another one before this edition."""

    line: ReportLine
    before: int
    now: int


def report(
    work: Work,
    who: Principal,
    name: str,
    values: Mapping[str, str],
    *,
    reached: Completeness,
    locale: str,
) -> ReportAnswer:
    """The named report for this reader; raises `NotFound` for a name that is none's."""
    if name not in list(Report):
        raise NotFound
    day = as_of(values, today=work.today)
    figures = reading(work, who, reached=reached, on=day)
    by_code = names(work, locale)
    place = geography.current(values.get("municipality", ""))
    values = {**values, "municipality": place}
    query = report_query(
        Report(name), values, usual=figures.usual, places=named_places(), programmes=by_code.keys()
    )
    if query.report == Report.SUPPORT:
        return _support(work, who, ReportAnswer(figures, query, by_code))
    if not figures.is_live or query.report != Report.OUTCOMES:
        return ReportAnswer(figures, query, by_code)
    own = tuple(_developments(work, who, query))
    return ReportAnswer(figures, query, by_code, own, _measures(work, locale))


def reading(
    work: Work, who: Principal, *, reached: Completeness, on: date | None = None
) -> Reading:
    """What this reader may read; `reached` is asked before the facts are read."""
    programmes = catalogue.newest_programmes(work.db)
    if policy.reads_live.allows(who, who.organisation):
        positions = reached(work.db)
        timelines = _timelines(work, who.organisation) if who.organisation else []
        places = _of_counties(
            {timeline.municipality for timeline in timelines if timeline.municipality}
        )
        own = {timeline.programme for timeline in timelines}
        codes = tuple(programme.code for programme in programmes if programme.code in own)
        month = month_of(work.today)
        live = LiveFigures(timelines)
        return Reading(live, positions, None, True, codes, (), places, work.now, month)
    policy.reads_editions.check(who, None)
    in_force = editions.in_force(work.db, on=on or work.today)
    newest = in_force.newest
    offered = tuple(programme.code for programme in programmes if programme.referable)
    return Reading(
        reader=_published(work, in_force),
        reached=newest.reached if newest else (),
        edition=newest,
        is_live=False,
        programmes=offered,
        providers=_providers(work, offered),
        places=in_force.places,
        at=work.now,
        last=in_force.last if newest else month_before(month_of(work.today)),
        first=in_force.months[0] if in_force.months else "",
    )


def _support(work: Work, who: Principal, answer: ReportAnswer) -> ReportAnswer:
    """What stands beside the figures of support: of one's own families, and of support persons."""
    figures, query = answer.reading, answer.query
    if not figures.is_live or who.organisation is None:
        published = figures.edition is not None
        every = experiences(work.db, query, of=None, as_published=published)
        return replace(answer, experiences=every)
    of = who.organisation
    cases = [
        case
        for case in answers.counted_cases(work, of=of)
        if is_in(case.programme.code, case.municipality, query.cell)
    ]
    return replace(
        answer,
        circumstances=tuple(circumstances(cases, answers.answered(work, of=of), query.period)),
        experiences=experiences(work.db, query, of=of, as_published=False),
        kept=_kept(work, who, query),
        met=tuple(met(cases, contacts(work.db, query.period, of=of), query.period)),
        encounters=tuple(by_kind(held(work.db, query.cell, cases, of=of))),
    )


def _developments(work: Work, who: Principal, query: ReportQuery) -> list[Development]:
    """Of what was measured of the organisation's own families."""
    rows = measured(work.db, of=who.organisation) if who.organisation else []
    rows_here = [row for row in rows if is_in(row.programme, row.municipality, query.cell)]
    return developments(rows_here, query.period)


def _kept(work: Work, who: Principal, query: ReportQuery) -> Kept:
    """What came of the appointments of the organisation's own families."""
    rows = reminded(work.db, of=who.organisation) if who.organisation else []
    rows_here = [row for row in rows if is_in(row.programme, row.municipality, query.cell)]
    return Kept.of(rows_here, query.period, work.today)


def _measures(work: Work, locale: str) -> Mapping[Key, str]:
    return {
        (programme.code, indicator.code): indicator.name.said_in(locale)
        for programme in catalogue.newest_programmes(work.db)
        for indicator in programme.indicators
    }


def changes(work: Work, answer: ReportAnswer) -> list[Change]:
    """Figures that the edition in force and the one before it both reveal, and differ in."""
    edition = answer.reading.edition
    if edition is None:
        return []
    earlier = _published(work, editions.before(work.db, edition))
    before = {_key_of(line): line for line in lines(answer.reading.scope(answer.query, earlier))}
    changed = []
    for line in answer.lines:
        value, now = before.get(_key_of(line), line).numerator.value, line.numerator.value
        if value is not None and now is not None and value != now:
            changed.append(Change(line, value, now))
    return changed


def _key_of(line: ReportLine) -> tuple[object, ...]:
    return line.name, line.group, line.code, line.period


def _published(work: Work, in_force: editions.InForce) -> PublishedFigures:
    programmes = catalogue.newest_programmes(work.db)
    provided = {p.code: catalogue.provider_of(work.db, p.code) for p in programmes}
    return PublishedFigures(in_force, {code: str(of) for code, of in provided.items() if of})


def names(work: Work, locale: str) -> Mapping[str, str]:
    """What programmes and providers are called, by the codes that filters have for them."""
    return cached(work, ("names", locale), lambda: _names(work, locale))


def _names(work: Work, locale: str) -> Mapping[str, str]:
    providers = {
        f"{PROVIDER}{organisation.id}": organisation.name_in(locale)
        for organisation in catalogue.all_organisations(work.db).values()
    }
    return {**providers, **catalogue.names_of_programmes(work.db, locale)}


def _timelines(work: Work, organisation: UUID) -> list[ReferralTimeline]:
    timelines = partial(facts.timelines, work.db, of=organisation)
    return cached(work, ("timelines", organisation), timelines)


def _of_counties(municipalities: set[str]) -> Mapping[str, str]:
    counties = {code: geography.areas_of(code)[-1] for code in municipalities}
    return {**dict.fromkeys(counties.values(), ALL), **counties}


def _providers(work: Work, programmes: tuple[str, ...]) -> tuple[str, ...]:
    providers = (catalogue.provider_of(work.db, code) for code in programmes)
    return tuple(
        dict.fromkeys(f"{PROVIDER}{provider}" for provider in providers if provider is not None)
    )
