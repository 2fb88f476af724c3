"""Which professions families met, as a table and on the wire."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.reporting.figures import texts
from services.reporting.figures.views import Table
from services.reporting.professions.rules import Met, Part
from shared.web.i18n import gettext, language


def table(rows: Iterable[Met], *, programmes: Mapping[str, str]) -> Table:
    columns: list[str | tuple[str, str]] = [gettext("Profession"), gettext("Programme")]
    columns += [(gettext("Families"), "num"), (gettext("Share"), "num")]
    columns += [(gettext("Children and young people"), "num"), (gettext("Share"), "num")]
    cells = [
        [
            each.profession.name.said_in(language()),
            texts.programme_name(each.programme, programmes),
            *_cells(each.families),
            *_cells(each.children),
        ]
        for each in rows
    ]
    lead = gettext(
        "Families that were supported on a day of the period and met that profession in it, of "
        "all those supported; a child counts with its family. A share is told from ten on."
    )
    return Table(gettext("Met by profession"), lead, columns, cells, is_list=True)


def as_json(each: Met) -> dict[str, Any]:
    return {
        "programme": each.programme,
        "profession": each.profession.code,
        "name": each.profession.name.said_in(language()),
        "families": each.families.part,
        "of_families": each.families.whole,
        "share_of_families": each.families.share,
        "children": each.children.part,
        "of_children": each.children.whole,
        "share_of_children": each.children.share,
        "untold_families": each.untold_families,
    }


def _cells(part: Part) -> list[str]:
    share = "" if part.share is None else gettext("%(share)s %%", share=part.share)
    return [f"{part.part} / {part.whole}", share]
