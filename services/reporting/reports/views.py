"""What the page of a report shows, in the reader's language; its template draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from services.reporting.appointments import views as appointments
from services.reporting.circumstances import views as circumstances
from services.reporting.coverage.rules import ELSEWHERE, WITHHELD
from services.reporting.disclosure.cells import ALL
from services.reporting.editions.events import Reached
from services.reporting.encounters import views as encounters
from services.reporting.figures import texts
from services.reporting.figures.domain import Report, ReportQuery
from services.reporting.figures.rules import PLACES, kind_of
from services.reporting.figures.views import Table, tables
from services.reporting.measured import views as measured
from services.reporting.professions import views as professions
from services.reporting.reports.queries import Change, ReportAnswer
from services.reporting.reports.rules import Alternative, Reading, alternatives, hidden
from services.reporting.surveyed import views as surveyed
from shared.web.formats import format_ago, format_datetime, format_number
from shared.web.i18n import gettext
from shared.web.parts import Option


@dataclass(frozen=True)
class Freshness:
    """How complete the figures are; it stands before any figure."""

    kind: str  # of the tag
    tag: str
    positions: str
    note: str


@dataclass(frozen=True)
class Filters:
    """The choices of the form, and what is chosen."""

    chosen: Mapping[str, str]
    places: list[Option]
    programmes: list[Option]
    has_editions: bool


@dataclass(frozen=True)
class ReportPage:
    title: str
    lead: str
    freshness: Freshness
    filters: Filters
    tables: list[Table]
    changes: list[str]
    hidden: str  # why the main figure is not there; empty where it is
    alternatives: list[tuple[str, str]]  # near questions with an answer: address and answer
    query: str  # of the files


def freshness(reading: Reading) -> Freshness:
    """The tag, the positions of each service, and what is hidden."""
    positions = " · ".join(_position(source, reading) for source in reading.reached)
    complete = reading.is_complete
    if reading.is_live:
        at = format_datetime(reading.at)
        return Freshness(
            "done" if complete else "wait",
            gettext("Live %(at)s, complete", at=at)
            if complete
            else gettext("Live %(at)s, still arriving", at=at),
            positions,
            gettext("These are your own organisation's people, so nothing is hidden."),
        )
    if reading.edition is None:
        return Freshness("wait", gettext("No edition has been published yet"), "", "")
    on = texts.day_name(reading.edition.published_on)
    return Freshness(
        "done" if complete else "wait",
        gettext("Edition %(on)s, complete", on=on)
        if complete
        else gettext("Edition %(on)s, not complete", on=on),
        positions,
        gettext(
            "Fewer than five are shown together with their neighbours. "
            "Figures are exact where they do not say about."
        ),
    )


def _position(source: Reached, reading: Reading) -> str:
    """How far a service's events are in; for live figures also how old that word is."""
    name = texts.service_name(source.service)
    if source.at is None:
        return gettext("%(name)s not heard yet", name=name)
    position = f"{name} #{source.position}"
    return f"{position} ({format_ago(reading.at - source.at)})" if reading.is_live else position


def report_page(
    answer: ReportAnswer, changes: list[Change], *, chosen: Mapping[str, str]
) -> ReportPage:
    reading, query, names = answer.reading, answer.query, answer.names
    months = {"from": query.period.first, "to": query.period.last}
    filters = {name: text for name, text in chosen.items() if text} | months
    return ReportPage(
        title=texts.report_name(query.report),
        lead=_lead(query, names),
        freshness=freshness(reading),
        filters=_filters(reading, names, {**chosen, **months}),
        tables=[
            *tables(answer.lines, names, query.period),
            *_measured(answer),
            *_as_supporters_say(answer),
        ],
        changes=[_change(change, names) for change in changes],
        hidden="" if reading.is_live else texts.why_hidden(hidden(reading, query)) or "",
        alternatives=[_alternative(a, names, chosen) for a in alternatives(reading, query)],
        query=urlencode(filters),
    )


def _measured(answer: ReportAnswer) -> list[Table]:
    """What one's own families answered, or what was measured of them; nothing for none."""
    if answer.query.report == Report.SUPPORT:
        return _of_support(answer)
    if not answer.developments:
        return []
    own = answer.developments
    return [measured.table(own, programmes=answer.names, measures=answer.measures)]


def _of_support(answer: ReportAnswer) -> list[Table]:
    """How often people met, which professions one's own families met, and what they answered."""
    tables = []
    if answer.encounters:
        tables.append(encounters.table(answer.encounters))
    if answer.met:
        tables.append(professions.table(answer.met, programmes=answer.names))
    if answer.circumstances:
        tables.append(circumstances.table(answer.circumstances, programmes=answer.names))
    return tables


def _as_supporters_say(answer: ReportAnswer) -> list[Table]:
    """What support persons say: of appointments, and of their own task."""
    kept = [] if answer.kept.is_empty else [appointments.table(answer.kept)]
    return [*kept, surveyed.table(answer.experiences)] if answer.experiences else kept


def _alternative(
    other: Alternative, names: Mapping[str, str], chosen: Mapping[str, str]
) -> tuple[str, str]:
    """The address of a near question, and its answer in words."""
    query = other.query
    filters = {
        "from": query.period.first,
        "to": query.period.last,
        "as_of": chosen.get("as_of", ""),
        "municipality": query.place,
        "programme": query.programme,
    }
    address = urlencode({name: text for name, text in filters.items() if text not in ("", ALL)})
    place, programme = texts.place_name(query.place), texts.programme_name(query.programme, names)
    where = f"{place} · {programme} · {texts.range_name(query.period)}"
    return address, f"{where}: {texts.figure_text(other.figure)}"


def _lead(query: ReportQuery, names: Mapping[str, str]) -> str:
    parts = [texts.range_name(query.period), texts.programme_name(query.programme, names)]
    if query.place != ALL:
        parts.append(texts.place_name(query.place))
    return " · ".join(parts)


def _filters(reading: Reading, names: Mapping[str, str], chosen: Mapping[str, str]) -> Filters:
    codes = dict.fromkeys(code for code in reading.places if code not in (WITHHELD, ELSEWHERE))
    named = [(PLACES.index(kind_of(code)), texts.place_name(code), code) for code in codes]
    places = [Option(code, name) for _, name, code in sorted(named)]
    places.append(Option(WITHHELD, texts.place_name(WITHHELD)))
    offered = (*reading.providers, *reading.programmes)
    programmes = [Option(code, names.get(code, code)) for code in offered]
    return Filters(chosen, places, programmes, has_editions=not reading.is_live)


def _change(change: Change, names: Mapping[str, str]) -> str:
    return gettext(
        "%(figure)s, %(name)s: %(now)s, before %(before)s.",
        figure=texts.indicator_name(change.line.name),
        name=texts.line_name(change.line, names),
        now=format_number(change.now),
        before=format_number(change.before),
    )
