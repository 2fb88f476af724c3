"""A pytest plugin: one guard is taken out of the text of its module or template, as it is read.

The file itself is never touched. `RINNALLA_GUARD` holds the guard as JSON.
"""

import json
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from jinja2 import Environment, FileSystemLoader

from tests.guards.listed import Guard
from tests.tree import ROOT


class _Finder(MetaPathFinder):
    def __init__(self, guard: Guard) -> None:
        self.path, self.text = ROOT / guard.file, guard.without()
        self.name = guard.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = _Loader(fullname, str(self.path))
        loader.text = self.text
        return spec_from_file_location(fullname, self.path, loader=loader)


class _Loader(SourceFileLoader):
    text: str

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec", dont_inherit=True)


def _in_templates(guard: Guard) -> None:
    get_source, path, text = FileSystemLoader.get_source, ROOT / guard.file, guard.without()

    def changed(loader: FileSystemLoader, environment: Environment, template: str) -> Any:
        source, filename, is_current = get_source(loader, environment, template)
        is_it = Path(filename).resolve() == path
        return (text if is_it else source), filename, is_current

    FileSystemLoader.get_source = changed  # type: ignore[assignment,method-assign]


def install(guard: Guard) -> None:
    """Let whoever reads the file from now on read it without the guard."""
    if guard.file.endswith(".py"):
        sys.meta_path.insert(0, _Finder(guard))
    else:
        _in_templates(guard)


if "RINNALLA_GUARD" in os.environ:
    install(Guard(**json.loads(os.environ["RINNALLA_GUARD"])))
