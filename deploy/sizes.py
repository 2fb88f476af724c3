"""What an installation needs, reckoned from what one of each costs (`deploy/sizes.toml`).

`python -m deploy.sizes` prints the tables of docs/sizes.md. Every line is a product of measured
unit costs and of what is assumed of people; both stand beside the result.
"""

import sys
import tomllib
from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import Any

COSTS = Path(__file__).with_suffix(".toml")
GIB = 1 << 30
HEAD = "| | {names} |\n|---|{line}|\n"


def reckoned(costs: Mapping[str, Any], events: int) -> dict[str, str]:
    """What so many events a year ask for, by what it is."""
    unit, assumed = costs["unit"], costs["assumed"]
    a_second = events / assumed["working_seconds"] * assumed["peak"]
    reads = a_second * assumed["reads_for_a_write"]
    web = a_second * unit["write_seconds"] + reads * unit["read_seconds"]
    follow = a_second * unit["consumers"] * unit["consume_seconds"]
    relay = a_second * unit["travels"] * unit["relay_seconds"]
    on_kafka = events * unit["travels"] * unit["message_bytes"] / 365 * assumed["days_on_kafka"]
    return {
        "events written a second, at the peak": _number(a_second),
        "pages and lists read a second, at the peak": _number(reads),
        "cores for `web`": _cores(web / assumed["busy"]),
        "cores for `consume`": _cores(follow / assumed["busy"]),
        "cores for `relay`": _cores(relay / assumed["busy"]),
        "PostgreSQL grows a year": _size(events * unit["history_bytes"]),
        "Kafka holds": _size(on_kafka * assumed["copies_on_kafka"]),
        "time to build a read table anew": _time(events * unit["consume_seconds"]),
    }


def tables(costs: Mapping[str, Any]) -> str:
    """The result for each installation, what one of each costs, and what is assumed."""
    installations = costs["installation"]
    names = [each["name"] for each in installations]
    rows = {
        "counties": [_number(each["counties"]) for each in installations],
        "organisations": [_number(each["ngos"]) for each in installations],
        "events a year": [_number(each["events"]) for each in installations],
    }
    for each in installations:
        for what, value in reckoned(costs, each["events"]).items():
            rows.setdefault(what, []).append(value)
    head = HEAD.format(names=" | ".join(names), line="|".join(["---:"] * len(names)))
    result = head + "".join(f"| {what} | {' | '.join(row)} |\n" for what, row in rows.items())
    unit, assumed = _values("one of each", costs["unit"]), _values("assumed", costs["assumed"])
    return f"{result}\n{unit}\n{assumed}"


def _values(title: str, values: Mapping[str, float]) -> str:
    lines = (f"| {name.replace('_', ' ')} | {value:,} |\n" for name, value in values.items())
    return f"| {title} | |\n|---|---:|\n" + "".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.2g}"


def _cores(value: float) -> str:
    return f"{ceil(value):,}" if value >= 1 else "a part of one"


def _size(value: float) -> str:
    return f"{value / GIB:,.0f} GiB" if value >= 10 * GIB else f"{value / GIB:.1g} GiB"


def _time(seconds: float) -> str:
    return f"{ceil(seconds / 60):,} min" if seconds > 90 else f"{ceil(seconds)} s"


def main() -> None:
    sys.stdout.write(tables(tomllib.loads(COSTS.read_text())))


if __name__ == "__main__":
    main()
