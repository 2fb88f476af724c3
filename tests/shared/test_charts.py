"""What goes into a chart comes out in its drawing and in its table."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask_babel import Babel

from shared.web.charts import (
    SUPPRESSED,
    Bar,
    Cell,
    Period,
    Series,
    Share,
    Tile,
    bars,
    lines,
    periods,
    shares,
    sparkline,
    tiles,
)

CANARY = '<b onclick="x">"Canary" & co</b>'


@pytest.fixture(autouse=True)
def finnish() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, default_locale="fi")
    with app.test_request_context():
        yield


def drawn(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)  # noqa: S314  # our own drawing


def attributes_at(markup: str, path: str, attribute: str) -> list[str | None]:
    return [element.get(attribute) for element in drawn(markup).iterfind(path)]


def cells(markup: str) -> list[list[str]]:
    rows = drawn(markup).iterfind(".//tbody/tr")
    return [["".join(cell.itertext()) for cell in row] for row in rows]


def test_a_bar_is_as_long_as_its_part_of_the_longest() -> None:
    chart = bars([Bar("In", 400), Bar("Out", 100)], title="Way", amount="Referrals")
    assert attributes_at(chart, ".//rect", "width") == ["70%", "17.5%"]


def test_a_funnel_says_the_share_of_the_whole() -> None:
    chart = bars([Bar("In", 1412), Bar("Out", 706)], title="Way", amount="Referrals", whole=1412)
    assert cells(chart) == [["In", "1\xa0412", "100\xa0%"], ["Out", "706", "50\xa0%"]]
    assert attributes_at(chart, ".//svg", "aria-label") == ["1\xa0412, 100\xa0%", "706, 50\xa0%"]


def test_a_suppressed_bar_is_hatched_and_says_nothing_of_its_size() -> None:
    chart = bars([Bar("In", 4), Bar("Out", SUPPRESSED)], title="Way", amount="Referrals", whole=4)
    assert cells(chart) == [["In", "4", "100\xa0%"], ["Out", "hidden", "–"]]
    assert len(attributes_at(chart, ".//path[@class='hatch-lines']", "d")) == 1
    assert attributes_at(chart, ".//rect[@class='shade-4']", "width") == []


def test_a_line_goes_through_its_values() -> None:
    chart = lines(["1", "2"], [Series("Half", [0, 20])], title="Wait", over="Month")
    assert attributes_at(chart, ".//path", "d") == ["M8.00 176.00L82.00 12.00"]
    assert cells(chart) == [["1", "0"], ["2", "20"]]


def test_the_second_line_is_dashed_and_each_is_named_at_its_end() -> None:
    series = [Series("Half", [1, 2], "half"), Series("Nine of ten", [3, 4])]
    chart = lines(["1", "2"], series, title="Wait", over="Month")
    assert attributes_at(chart, ".//path", "class") == ["line line-kind-1", "line line-kind-3"]
    ends = [e.text for e in drawn(chart).iter("text") if "end" in e.get("class", "")]
    assert ends == ["half", "Nine of ten"]


def test_a_line_breaks_where_a_value_is_kept_back() -> None:
    values: list[Cell] = [10, 20, SUPPRESSED, 5, None, 7]
    chart = lines(list("123456"), [Series("Half", values)], title="Wait", over="Month")
    line = attributes_at(chart, ".//path[@class='line line-kind-1']", "d")[0] or ""
    assert line.count("M") == 3
    assert len(attributes_at(chart, ".//path[@class='hatch-lines']", "d")) == 1
    assert [row[1] for row in cells(chart)] == ["10", "20", "hidden", "5", "–", "7"]


def test_shares_lie_end_to_end() -> None:
    chart = shares([Share("Better", 60, "best"), Share("Same", 40, "same")], title="Outcome")
    bar = ".//svg[@class='whole']/rect"
    assert attributes_at(chart, bar, "x") == [None, "0%", "60%"]
    assert attributes_at(chart, bar, "width") == ["100%", "60%", "40%"]
    assert cells(chart) == [["Better", "60", "60\xa0%"], ["Same", "40", "40\xa0%"]]


def test_no_share_is_said_while_a_part_is_kept_back() -> None:
    chart = shares([Share("Better", 60), Share("Worse", SUPPRESSED)], title="Outcome")
    assert cells(chart) == [["Better", "60", ""], ["Worse", "hidden", ""]]
    assert attributes_at(chart, ".//svg[@class='whole']/svg", "width") == ["5%"]


def test_a_tile_has_the_shade_of_its_step() -> None:
    places = [Tile(0, 0, "A", 9), Tile(1, 0, "B", 20), Tile(2, 0, "C", 41), Tile(2, 1, "D", None)]
    chart = tiles(places, title="Wait", place="Place", amount="Days", edges=[10, 20, 30, 40])
    shades = [e for e in attributes_at(chart, ".//g/rect", "class") if e != "tile-frame"]
    assert shades == ["shade-1", "shade-3", "shade-5", "shade-none"]
    assert attributes_at(chart, ".//svg[@class='tile-map']", "viewBox") == ["0 0 198 116"]


def test_the_list_for_a_phone_puts_hidden_and_empty_places_last() -> None:
    places = [Tile(0, 0, "None", None), Tile(1, 0, "Low", 1), Tile(2, 0, "Kept", SUPPRESSED)]
    chart = tiles([*places, Tile(3, 0, "High", 5)], title="Wait", place="Place", amount="Days")
    listed = ["".join(item.itertext()) for item in drawn(chart).iterfind("ol/li")]
    assert listed == ["High5", "Low1", "Kepthidden", "None–"]


def test_a_week_without_any_gets_a_line_of_its_own() -> None:
    chart = periods([Period("39", 2), Period("40", 0)], title="Weeks", over="Week", amount="Visits")
    assert attributes_at(chart, ".//rect", "class") == ["kind-1", "nought"]
    assert attributes_at(chart, ".//rect", "height") == ["72", "3"]


def test_the_agreed_level_is_drawn_at_its_height() -> None:
    rows = [Period("39", 2), Period("40", SUPPRESSED)]
    chart = periods(rows, title="Weeks", over="Week", amount="Visits", agreed=1)
    assert attributes_at(chart, ".//line", "y1") == ["42"]
    assert cells(chart) == [["39", "2"], ["40", "hidden"]]


def test_a_small_line_runs_from_low_to_high() -> None:
    line = sparkline([-2, 2], title="Goal")
    assert attributes_at(line, "path", "d") == ["M6 34L114 6"]
    assert attributes_at(line, "line", "y1") == ["20"]


def test_labels_are_escaped_everywhere() -> None:
    charts = [
        bars([Bar(CANARY, 1)], title=CANARY, amount=CANARY, unit=CANARY),
        lines([CANARY], [Series(CANARY, [1], CANARY)], title=CANARY, over=CANARY),
        shares([Share(CANARY, 1)], title=CANARY),
        tiles([Tile(0, 0, CANARY, 1)], title=CANARY, place=CANARY, amount=CANARY),
        periods([Period(CANARY, 1)], title=CANARY, over=CANARY, amount=CANARY),
        sparkline([1], title=CANARY),
    ]
    assert [CANARY in chart or "<b onclick" in chart for chart in charts] == [False] * 6
    assert all("".join(drawn(chart).itertext()).count(CANARY) for chart in charts[:-1])


def test_nothing_to_show_is_still_a_drawing() -> None:
    charts = [
        bars([], title="A", amount="B", whole=0),
        lines([], [Series("A", [])], title="A", over="B"),
        shares([], title="A"),
        tiles([], title="A", place="B", amount="C"),
        periods([], title="A", over="B", amount="C"),
        sparkline([], title="A"),
    ]
    assert [drawn(chart).tag for chart in charts] == ["figure"] * 5 + ["svg"]
