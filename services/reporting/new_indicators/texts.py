"""What indicators count, in the reader's language."""

from collections.abc import Mapping

from services.common.codes import FigureCounting, FigureDimension
from services.common.held.words import entry
from services.common.labels import label
from services.reporting.countable.domain import COUNTABLE, countable_fields
from services.reporting.figures.texts import place_name, programme_name, range_name
from services.reporting.indicators.months import Range
from services.reporting.new_indicators.queries import IndicatorFigures
from services.reporting.new_indicators.rules import WITHHELD
from shared.kernel.events import kind_of
from shared.web.formats import format_date, format_number
from shared.web.i18n import gettext, language
from shared.web.parts import Option

FEW = "<5"


def dimension(by: FigureDimension) -> str:
    return label(by, language())


def counting(how: FigureCounting) -> str:
    return label(how, language())


def event_name(name: str) -> str:
    return f"{entry(name)} ({name})"


def class_name(by: FigureDimension, code: str, names: Mapping[str, str]) -> str:
    """Of a row; what no event names has words, too."""
    if not code:
        return gettext("Not told")
    if by is FigureDimension.MONTH:
        return range_name(Range(code, code))
    if by is FigureDimension.MUNICIPALITY:
        return gettext("Withheld") if code == WITHHELD else place_name(code)
    if by is FigureDimension.PROGRAMME:
        return programme_name(code, names)
    return names.get(f"provider:{code}", code)


def number(count: int | None) -> str:
    return FEW if count is None else format_number(count)


def how_shown(answer: IndicatorFigures) -> str:
    if answer.exactly:
        return gettext("Your own organisation's, as they stand now.")
    return gettext(
        "As it stood on %(day)s, to the nearest five. Rows of fewer than five families stand "
        "together with others.",
        day=format_date(answer.until),
    )


def events() -> list[Option]:
    names = [kind_of(each).name for each in COUNTABLE]
    return [Option(name, event_name(name)) for name in names]


def fields_of_events() -> list[tuple[str, str]]:
    """What conditions may name, by event."""
    names = [kind_of(each).name for each in COUNTABLE]
    return [(event_name(name), ", ".join(countable_fields(name)) or "–") for name in names]
