"""A network map as a picture and a table, in the reader's language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from flask import g, url_for
from markupsafe import Markup

from services.casework.cases import queries as cases
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import first_name, title
from services.casework.networkmaps import queries, rules
from services.casework.networkmaps.events import Around
from services.casework.networkmaps.policy import MapView
from services.casework.networkmaps.queries import ListedMap
from services.casework.networkmaps.rules import Move
from services.casework.texts import day
from services.common.codes import Side
from services.common.labels import label
from services.common.phrases import caution
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.charts.rings import Placed, rings
from shared.web.i18n import N_, gettext, language, ngettext
from shared.web.own_form import OwnForms
from shared.web.parts import Option
from shared.work import Work

ROWS = 12  # places for people on the form, and some more beyond those who stood there
SIDES = list(Side)
MOVES: Mapping[Move, str] = {
    Move.NEARER: N_("nearer than before"),
    Move.FARTHER: N_("farther than before"),
    Move.NEW: N_("new"),
    Move.GONE: N_("no longer there"),
}
NEARNESS = {1: N_("1 – the nearest"), 2: N_("2 – near"), 3: N_("3 – farther")}


@dataclass(frozen=True)
class PersonRow:
    number: str
    name: str
    side: str
    nearness: str
    is_safe: bool
    move: str


@dataclass(frozen=True)
class NetworkPage:
    case_id: UUID
    title: str
    is_open: bool
    picture: Markup  # empty: no map yet
    rows: list[PersonRow]
    notes: str
    drawn: str
    safe: str
    earlier: list[tuple[str, str, bool]]  # day, address, compared now
    error_href: str


def page(work: Work, who: Principal, case_id: UUID, chosen: UUID | None) -> NetworkPage:
    """The newest map, compared with the chosen one, or with the one before it."""
    view = cases.case(work, who, case_id)
    drawn = queries.of_case(work, who, view.case)
    if chosen is not None and chosen not in {each.map_id for each in drawn[1:]}:
        raise NotFound
    latest = drawn[0] if drawn else None
    other = next((each for each in drawn[1:] if chosen in (None, each.map_id)), None)
    return NetworkPage(
        case_id=case_id,
        title=title(view),
        is_open=view.is_open,
        picture=_picture(latest.around) if latest else Markup(""),
        rows=_rows(latest.around, other.around if other else None) if latest else [],
        notes=latest.notes if latest else "",
        drawn=_drawn(latest, other) if latest else "",
        safe=_safe(latest, other) if latest else "",
        earlier=[
            (
                day(each.drawn_on),
                url_for("network.show", case_id=case_id, earlier=str(each.map_id)),
                each is other,
            )
            for each in drawn[1:]
        ],
        error_href=url_for("networkmap.entered_in_error", map_id=latest.map_id) if latest else "",
    )


def new_form(work: Work, view: CaseView) -> dict[str, Any]:
    drawn = queries.of_case(work, g.who, view.case)
    present = len(drawn[0].around) if drawn else 0
    return {
        "today": work.today.isoformat(),
        "rows": range(min(max(ROWS, present + 4), rules.MOST)),
        "nearness": [Option(str(number), gettext(text)) for number, text in NEARNESS.items()],
        "caution": caution(view.case.person.non_disclosure, is_short=True),
    }


def latest_people(work: Work, view: CaseView) -> Mapping[str, object]:
    """Whoever stood on the newest map stands in the form, to be moved."""
    drawn = queries.of_case(work, g.who, view.case)
    filled: dict[str, object] = {"drawn_on": work.today.isoformat()}
    for number, person in enumerate(drawn[0].around if drawn else ()):
        values = {name: value for name, value in asdict(person).items() if value is not False}
        filled |= {f"around.{number}.{name}": value for name, value in values.items()}
    return filled


def _drawn(latest: ListedMap, other: ListedMap | None) -> str:
    if other is None:
        return gettext("Drawn %(day)s", day=day(latest.drawn_on))
    earlier = day(other.drawn_on)
    return gettext(
        "Drawn %(day)s, compared with %(earlier)s", day=day(latest.drawn_on), earlier=earlier
    )


def _safe(latest: ListedMap, other: ListedMap | None) -> str:
    now = rules.safe(latest.around)
    text = ngettext("%(num)s safe adult", "%(num)s safe adults", now)
    if other is None:
        return text
    return gettext("%(now)s, before %(then)s", now=text, then=rules.safe(other.around))


def _rows(later: tuple[Around, ...], earlier: tuple[Around, ...] | None) -> list[PersonRow]:
    compared = rules.compared(later, earlier if earlier is not None else later)
    return [
        PersonRow(
            number=str(number) if each.move is not Move.GONE else "–",
            name=each.person.name,
            side=label(Side(each.person.side), language()),
            nearness=gettext(NEARNESS[each.person.nearness]),
            is_safe=each.person.is_safe,
            move=gettext(MOVES[each.move]) if each.move in MOVES else "",
        )
        for number, each in enumerate(compared, 1)
    ]


def _picture(around: tuple[Around, ...]) -> Markup:
    """Rings round the child; people by number, in the sector of their side."""
    names = gettext("Network map: %(names)s", names=", ".join(person.name for person in around))
    points = [
        Placed(SIDES.index(Side(person.side)), person.nearness, person.is_safe) for person in around
    ]
    return rings(points, sectors=len(SIDES), title=names)


forms = OwnForms[CaseView](
    key="case_id",
    read=cases.case,
    home=lambda case_id: url_for("network.show", case_id=case_id),
    lists=("network_maps", "timeline"),
    frame=lambda view: {"name": first_name(view.case), "case_id": view.case.id},
)
map_forms = OwnForms[MapView](
    key="map_id",
    read=queries.drawing,
    home=lambda map_id: url_for("caseload.mine"),
    lists=("network_maps", "timeline"),
    frame=lambda view: {"name": first_name(view.case), "case_id": view.case.id},
)
