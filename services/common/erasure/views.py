"""The officer's list of erasures, in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from services.common import people
from services.common.erasure.queries import Done
from services.common.erasure.texts import class_name
from services.common.labels import label, within
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.paging import Page
from shared.work import Work

Address = Callable[[Done], str]


@dataclass(frozen=True)
class ErasureLine:
    """One erasure."""

    record: str
    href: str
    kind: str  # of register
    day: str
    ground: str
    by: str
    gone: str
    kept: str


@dataclass(frozen=True)
class ErasuresPage:
    lines: list[ErasureLine]
    first: str
    more: str


def listed(
    work: Work, part: Page[Done], *, address: Address, here: str, query: Mapping[str, str]
) -> ErasuresPage:
    """A part of the list; `here` is its address."""
    name = people.names(work)
    return ErasuresPage(
        [_line(each, address(each), name(each.by) or _process(each.by)) for each in part.items],
        first=here if query.get("cursor") else "",
        more=f"{here}?cursor={part.next}" if part.next else "",
    )


def _line(each: Done, href: str, by: str) -> ErasureLine:
    return ErasureLine(
        str(each.record_id),
        href,
        label(each.register, language()),
        format_date(each.on, "d.M.yyyy"),
        label(each.ground, language()),
        by,
        _named(each.classes),
        _named(each.kept),
    )


def _named(names: Iterable[str]) -> str:
    """Retention classes in a row, the first as it stands."""
    first, *others = [class_name(name) for name in names] or [""]
    return ", ".join([first, *map(within, others)])


def _process(name: str) -> str:
    """Who it was that has no name here: the clock, an operator, somebody who has left."""
    return {
        "nightly": gettext("Rinnalla itself, when the time was over"),
        "operator": gettext("An operator, on the command line"),
    }.get(name, "–")
