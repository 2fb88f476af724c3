"""What lies in deploy/observe and docs/runbooks fits the product, and the other way round."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from services.cli.main import main
from services.platform.settings import Settings
from shared.kernel.settings import meanings
from shared.telemetry.metrics import METRICS, Kind
from tests.observe.rules import ALERTS, require_promtool
from tests.tree import ROOT

OBSERVE, RUNBOOKS = ROOT / "deploy/observe", ROOT / "docs/runbooks"
DASHBOARDS = sorted(OBSERVE.glob("*.json"))
OF_OTHERS = {"up", "node_filesystem_avail_bytes", "node_filesystem_size_bytes"}
HEADINGS = ["What it means for people", "How to see it", "What to do"]
RULE = re.compile(r"- alert: (\w+)\n(.*?)runbook: docs/runbooks/([a-z-]+\.md)", re.DOTALL)
NAME = re.compile(r"\b(rinnalla_[a-z_]+|node_[a-z_]+)")
ALARMS = {"gap", "forged", "stalled", "mute", "went back"}  # as the code counts them


def rules() -> list[tuple[str, str, str]]:
    """Name, body and runbook of every rule."""
    return RULE.findall(ALERTS.read_text())


def panels(path: Path) -> list[dict[str, Any]]:
    dashboard: dict[str, Any] = json.loads(path.read_text())
    return list(dashboard["panels"])


def expressions(path: Path) -> list[str]:
    return [target["expr"] for panel in panels(path) for target in panel["targets"]]


def names_of_the_product() -> set[str]:
    """Every name that a scrape can bring."""
    names = set()
    for metric in METRICS.values():
        ends = ("_bucket", "_count", "_sum") if metric.kind is Kind.HISTOGRAM else ("",)
        names |= {f"{metric.name}{end}" for end in ends}
    return names


def test_prometheus_takes_rules_and_scrape_configuration() -> None:
    for words in (["rules", str(ALERTS)], ["config", str(OBSERVE / "prometheus.yaml")]):
        done = subprocess.run(
            [require_promtool(), "check", *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    assert len(rules()) == ALERTS.read_text().count("- alert:")
    pages = {path.name for path in RUNBOOKS.glob("*.md")} - {"README.md"}
    assert {page for _, _, page in rules()} == pages
    index = (RUNBOOKS / "README.md").read_text()
    assert [f"| {name} | [" in index and f"]({page})" in index for name, _, page in rules()] == [
        True
    ] * len(rules())


@pytest.mark.parametrize("path", sorted(RUNBOOKS.glob("*.md")), ids=lambda path: path.stem)
def test_a_page_says_all_and_names_only_what_there_is(path: Path) -> None:
    text = path.read_text()
    if path.stem != "README":
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    assert set(re.findall(r"`rinnalla ([a-z-]+)", text)) <= set(main.commands)
    settings = {meaning.name for meaning in meanings(Settings).values()}
    assert set(re.findall(r"RINNALLA_[A-Z_]+", text)) <= settings
    assert {name for name in NAME.findall(text) if name.startswith("rinnalla_")} <= (
        names_of_the_product()
    )
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_rules_and_dashboards_ask_only_for_what_is_told() -> None:
    queries = [ALERTS.read_text(), *(text for path in DASHBOARDS for text in expressions(path))]
    names = {name for text in queries for name in NAME.findall(text)}
    assert names - OF_OTHERS - names_of_the_product() == set()


def test_every_figure_is_in_a_rule_or_a_dashboard() -> None:
    queries = " ".join([ALERTS.read_text(), *map(str, map(expressions, DASHBOARDS))])
    assert [name for name in METRICS if name not in queries] == []


def test_every_alarm_of_a_source_has_a_rule() -> None:
    bodies = " ".join(body for _, body, _ in rules())
    named = set(re.findall(r'alarm=~?"([^"]+)"', bodies))
    assert {each for names in named for each in names.split("|")} == ALARMS
    code = "".join(path.read_text() for path in (ROOT / "shared").rglob("*.py"))
    assert set(re.findall(r'(?:alarm=|_alarm\()"([a-z ]+)"', code)) <= ALARMS


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_prometheus_understands_a_dashboard(path: Path, tmp_path: Path) -> None:
    """As rules of its own, with every service chosen."""
    queries = [text.replace("$service", ".+") for text in expressions(path)]
    recorded = [{"record": f"panel:{n}", "expr": text} for n, text in enumerate(queries)]
    rules_file = tmp_path / "rules.json"
    rules_file.write_text(json.dumps({"groups": [{"name": "panels", "rules": recorded}]}))
    done = subprocess.run(
        [require_promtool(), "check", "rules", str(rules_file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_a_dashboard_explains_each_panel_and_overlaps_nowhere(path: Path) -> None:
    assert [p["title"] for p in panels(path) if not p["description"].endswith(".")] == []
    places = [p["gridPos"] for p in panels(path)]
    cells = [
        (x, y)
        for at in places
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24
