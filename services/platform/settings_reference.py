"""Every setting in words, for people: what it means, its default, and who needs it."""

from services.platform.settings import NEEDS, Settings
from shared.kernel.settings import meanings

PAGE = """# Settings

Read from the environment, once, when a process starts; whatever is missing or wrong is said
together, and nothing starts half. Names that end in `_FILE` hold the path of a file, so that no
secret stands in an environment. `rinnalla settings --page` writes this page, `rinnalla settings`
the same for a terminal.

| setting | meaning | such as | default | needed by |
|---|---|---|---|---|
"""


def reference() -> str:
    """Every setting with its meaning, default and the processes that need it: for people."""
    return "\n".join(_paragraph(name) for name in meanings(Settings))


def page() -> str:
    """The same as a table of the documents."""
    return PAGE + "".join(_row(name) for name in meanings(Settings))


def _paragraph(name: str) -> str:
    meaning = meanings(Settings)[name]
    default, needing = _default(name), _needing(name)
    ends = [f"Such as {meaning.example}"]
    if default:
        ends.append(f"Default: {default}")
    if needing:
        ends.append(f"Needed by: {needing}")
    return "\n".join([meaning.name, f"  {meaning.text}", *(f"  {end}" for end in ends), ""])


def _row(name: str) -> str:
    meaning, default = meanings(Settings)[name], _default(name)
    code = [f"`{value}`" if value else "" for value in (meaning.name, meaning.example, default)]
    cells = [code[0], meaning.text, code[1], code[2], _needing(name)]
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |\n"


def _default(name: str) -> str:
    return str(getattr(Settings(), name) or "")


def _needing(name: str) -> str:
    return ", ".join(process for process, names in NEEDS.items() if name in names)
