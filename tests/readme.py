"""What the documents show, for tests that run it as a reader would."""

import re

from tests.tree import ROOT

EVENTS = "docs/events.md"


def section(heading: str, *, page: str = EVENTS) -> str:
    """The text under a heading of the second level."""
    text = (ROOT / page).read_text(encoding="utf-8")
    _, _, rest = text.partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0]


def code(heading: str) -> list[str]:
    """The Python programs under a heading, in order."""
    return re.findall(r"^```python[^\n]*\n(.*?)^```$", section(heading), re.MULTILINE | re.DOTALL)
