"""Whether the alert rules fire for figures that were really told: Prometheus' own promtool says it.

Half an hour of what was told while all was well, then what was told after something happened.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.figures import Figures
from tests.missing import Missing
from tests.tree import ROOT

ALERTS = ROOT / "deploy/observe/alerts.yaml"
WELL = 30  # minutes
Scrapes = Mapping[str, Figures | None]  # by process; None: it did not answer
Labels = tuple[tuple[str, str], ...]


def require_promtool() -> str:
    path = shutil.which("promtool")
    if path is None:
        raise Missing("promtool", reason="it is not in PATH", command="apt-get install prometheus")
    return path


def check_alerts(
    before: Scrapes, after: Scrapes, expected: set[str], *, minutes: int = 8, grows: bool = False
) -> None:
    """Nothing fires while all is well; so many minutes later, just what is expected.

    With `grows` what has changed goes on changing at that pace each minute.
    """
    document = {
        "rule_files": [str(ALERTS)],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": list(_series(before, after, minutes, grows=grows)),
                "promql_expr_test": [
                    _firing_at(WELL - 1, set()),
                    _firing_at(WELL + minutes, expected),
                ],
            }
        ],
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "test.json"
        path.write_text(json.dumps(document))
        done = subprocess.run(
            [require_promtool(), "test", "rules", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def _firing_at(minute: int, alerts: set[str]) -> dict[str, Any]:
    firing = [{"labels": f'{{alertname="{name}"}}', "value": 1} for name in sorted(alerts)]
    return {
        "expr": 'group by (alertname) (ALERTS{alertstate="firing"})',
        "eval_time": f"{minute}m",
        "exp_samples": firing,
    }


def _series(before: Scrapes, after: Scrapes, minutes: int, *, grows: bool) -> Any:
    for process in {**before, **after}:
        first, then = (_samples(scrapes.get(process)) for scrapes in (before, after))
        for key in {**first, **then}:
            yield {
                "series": _named(key, process),
                "values": _values(first.get(key), then.get(key), minutes, grows=grows),
            }


def _samples(figures: Figures | None) -> dict[tuple[str, Labels], float]:
    """By name and labels, with Prometheus' own figure of whether the process answered."""
    if figures is None:
        return {("up", ()): 0}
    samples = {(s.name, tuple(sorted(s.labels.items()))): s.value for s in figures.samples}
    return samples | {("up", ()): 1}


def _named(key: tuple[str, Labels], process: str) -> str:
    name, labels = key
    all_labels = {**dict(labels), "job": "rinnalla", "instance": process}
    return f"{name}{{{', '.join(f'{n}={json.dumps(v)}' for n, v in all_labels.items())}}}"


def _values(first: float | None, then: float | None, minutes: int, *, grows: bool) -> str:
    well = f"_x{WELL}" if first is None else f"{first}+0x{WELL}"
    if then is None:
        return f"{well} _x{minutes}"
    step = then - (first or 0) if grows else 0
    return f"{well} {then}{step:+}x{minutes}"
