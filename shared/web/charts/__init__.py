"""Charts drawn on the server: SVG that prints, each with its figures as a table.

A value is a number, None where there was nothing to count, or `SUPPRESSED` where the number may
not be shown: that is drawn hatched with a word, never as zero. Labels are escaped here. The
functions use the reader's language through Flask-Babel, so they need a request or an application
context. No text scales with the drawing; it has the same size on a phone.
"""

from shared.web.charts.bars import Bar, bars
from shared.web.charts.drawing import SUPPRESSED, Cell, Suppressed
from shared.web.charts.lines import Series, lines
from shared.web.charts.periods import Period, periods
from shared.web.charts.shares import Share, shares
from shared.web.charts.sparkline import sparkline
from shared.web.charts.tiles import Tile, tiles

__all__ = [
    "SUPPRESSED",
    "Bar",
    "Cell",
    "Period",
    "Series",
    "Share",
    "Suppressed",
    "Tile",
    "bars",
    "lines",
    "periods",
    "shares",
    "sparkline",
    "tiles",
]
