"""Every setting in words, for people: what it means, its default, and who needs it."""

from services.platform.settings import NEEDS, Settings
from shared.kernel.settings import meanings


def reference() -> str:
    """Every setting with its meaning, default and the processes that need it: for people."""
    return "\n".join(_paragraph(name) for name in meanings(Settings))


def _paragraph(name: str) -> str:
    meaning = meanings(Settings)[name]
    default = getattr(Settings(), name)
    needing = [process for process, names in NEEDS.items() if name in names]
    ends = [f"Such as {meaning.example}"]
    if default:
        ends.append(f"Default: {default}")
    if needing:
        ends.append(f"Needed by: {', '.join(needing)}")
    return "\n".join([meaning.name, f"  {meaning.text}", *(f"  {end}" for end in ends), ""])
