"""What the checker of tables shows, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from services.reporting.table_checks.rules import Checked, Shares, Whole
from shared.web.i18n import gettext, ngettext
from shared.web.parts import Kind

SHOWN = 30  # numbers of one line
# The table that Helsinki's team published of 37 children and young people (2024): boys and girls,
# families with a history of violence, parents counselled, without work and in a poor economy, ends.
EXAMPLE = {"table": "80 + 20\n29\n57 56 47\n12 = 5 + 4 + 2", "of": "37", "largest": "80"}


@dataclass(frozen=True)
class CheckedLine:
    text: str
    tag: tuple[Kind, str] | None
    says: str
    numbers: str


def example() -> str:
    """The query that shows a published table."""
    return urlencode(EXAMPLE)


def lines(checked: Iterable[Checked], *, of: int | None, largest: int) -> list[CheckedLine]:
    return [_line(each, of, largest) for each in checked]


def _line(checked: Checked, of: int | None, largest: int) -> CheckedLine:
    if not isinstance(checked, Shares):
        return _sum(checked.text, checked.missing)
    numbers = [whole.number for whole in checked.wholes]
    tag = None if of is None else _fits(of in numbers, of)
    if not numbers:
        says = gettext("No number of people up to %(largest)s gives this.", largest=largest)
        return CheckedLine(checked.text, tag, says, "")
    says = ngettext(
        "%(num)s number up to %(largest)s gives this:",
        "%(num)s numbers up to %(largest)s give this:",
        len(numbers),
        largest=largest,
    )
    shown = ", ".join(_whole(whole) for whole in checked.wholes[:SHOWN])
    return CheckedLine(checked.text, tag, says, f"{shown} …" if len(numbers) > SHOWN else shown)


def _fits(fits: bool, of: int) -> tuple[Kind, str]:
    if fits:
        return "done", gettext("can come from %(number)s", number=of)
    return "late", gettext("cannot come from %(number)s", number=of)


def _sum(text: str, missing: int) -> CheckedLine:
    if not missing:
        return CheckedLine(text, ("done", gettext("adds up")), "", "")
    if missing > 0:
        says = ngettext("%(num)s stands in no part.", "%(num)s stand in no part.", missing)
    else:
        says = ngettext(
            "%(num)s stands in more than one part.",
            "%(num)s stand in more than one part.",
            -missing,
        )
    return CheckedLine(text, ("late", gettext("does not add up")), says, "")


def _whole(whole: Whole) -> str:
    """Such as 35 (28, 7)."""
    parts = (str(few) if few == most else f"{few}–{most}" for few, most in whole.parts)
    return f"{whole.number} ({', '.join(parts)})"
