"""How every application draws its templates: a missing value is an error, blocks leave no lines.

A name in letters that run from right to left is kept apart from what stands around it, wherever it
is shown, so that no Arabic or Hebrew name turns a sentence round.

Applications of the same process share templates, and compile each of them once.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache, ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

LEFTWARDS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
A_NAME = re.compile(f"{LEFTWARDS}(?:[\\s'\u2019-]+{LEFTWARDS})*")


def isolated(value: Any) -> Any:
    """A text with each run of letters from right to left isolated (U+2068, U+2069)."""
    if type(value) is not str or value.isascii():
        return value
    return A_NAME.sub("\u2068\\g<0>\u2069", value)


class _Compiled(BytecodeCache):
    """The code of templates in memory, by the paths of their files."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)  # leaves it empty when the file has changed

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def install_templates(app: Flask, folders: Sequence[Path]) -> None:
    """Draw the templates of these folders, the first that has a name before the others."""
    app.jinja_options = {
        "undefined": StrictUndefined,
        "finalize": isolated,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "bytecode_cache": _COMPILED,
    }
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
