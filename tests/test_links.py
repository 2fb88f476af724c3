"""Every address that a template or a view asks for by name is one that its service has."""

import re
from pathlib import Path

import pytest

from services.platform.embedded import Platform
from services.platform.registry import NAMES
from tests.tree import ROOT

ASKED_BY_NAME = re.compile(r"""url_for\(\s*["']([\w-]+\.[\w-]+)["']""")
CHOSEN = re.compile(r"""url_for\(\s*["'][\w.-]+["']\s+if\b[^,]*?\belse\s+["']([\w.-]+)["']""")


@pytest.mark.parametrize("service", NAMES)
def test_no_page_leads_to_an_endpoint_that_is_not_there(service: str, tmp_path: Path) -> None:
    platform = Platform(tmp_path, "http://localhost", sync="OFF").open()
    try:
        endpoints = platform.apps[service].view_functions.keys()
    finally:
        platform.close()
    folder = ROOT / "services" / service
    files = [path for path in folder.rglob("*") if path.suffix in {".py", ".html"}]
    named = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for pattern in (ASKED_BY_NAME, CHOSEN)
        for name in pattern.findall(path.read_text(encoding="utf-8"))
        if name not in endpoints
    }
    assert sorted(named) == []
