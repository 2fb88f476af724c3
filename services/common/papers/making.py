"""From a template and values to a PDF that a screen reader can read (PDF/UA-1)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from werkzeug.exceptions import NotImplemented as NotMade

FOLDER = Path(__file__).parent


def pdf(template: str, values: Mapping[str, Any]) -> bytes:
    """The paper; raises what says how to get it where the library is not installed."""
    try:
        import typst
    except ImportError:
        raise NotMade("Papers need the extra `pdf`: pip install rinnalla[pdf].") from None
    made: bytes = typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return made
