"""What a new operation needs: an event, a line in evolve, a rule, a command, a schema, a row.

Painting a bicycle is new here, in under forty lines. All the rest follows from the row: the API
route with its ETag, the form, the operation in the document, the manifest, the access log.
"""

from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

import pytest

from shared.kernel.aggregate import Refused
from shared.kernel.events import event
from shared.web.api import Body
from shared.web.changes import Change
from shared.web.fields import Text, named
from shared.web.own_form import OwnForm
from shared.work import Work
from tests.shared.bicycles import Bicycle, bicycle, stream
from tests.shared.web.shop import ANA, Shop, View, repairs

# --- the new operation -----------------------------------------------------------------------


@event("bicycle.coloured")
class Painted:
    bicycle_id: UUID
    colour: str


@dataclass(frozen=True)
class PaintedBicycle(Bicycle):
    colour: str = ""

    def paint(self, colour: str) -> list[Painted]:
        if colour == "invisible":
            raise Refused("A bicycle has to be seen.", code="colour")
        return [] if colour == self.colour else [Painted(bicycle_id=self.id, colour=colour)]

    def evolve(self, event: Any) -> Self:
        match event:
            case Painted(colour=colour):
                return replace(self, colour=colour)
            case _:
                return super().evolve(event)


def paint(work: Work, bicycle_id: UUID, *, colour: str) -> None:
    """Give it a colour."""
    work.change(PaintedBicycle(bicycle_id), lambda bicycle: bicycle.paint(colour))


class PaintSchema(Body):
    colour = named("Colour", Text(least=1, most=20, required=True), hint="As on the tin.")


ROW = Change[View](
    "colour", paint, PaintSchema, repairs, form=OwnForm("paint.html", address="painting")
)

# --- what follows from the row -----------------------------------------------------------------

PAGE = "{% import 'shared/macros.html' as ui with context %}{{ ui.text(entries, 'colour') }}"
API, FORM = f"/bicycles/{bicycle(1)}/colour", f"/shop/{bicycle(1)}/painting"
WHO = {"X-Who": "ana"}


@pytest.fixture
def paintshop(shop: Shop) -> Shop:
    templates = {"paint.html": PAGE + "|{{ problem }}"}
    return Shop(shop.service, kind=PaintedBicycle, more=(ROW,), templates=templates)


def put(shop: Shop, colour: str, **headers: str) -> Any:
    return shop.client.put(API, json={"colour": colour}, headers=WHO | headers)


def test_it_is_a_route_of_the_api(paintshop: Shop) -> None:
    assert put(paintshop, "red").status_code == 428
    painted = put(paintshop, "red", **{"If-Match": '"1"'})
    assert (painted.status_code, painted.headers["ETag"]) == (200, '"2"')
    assert put(paintshop, "blue", **{"If-Match": '"1"'}).status_code == 412
    refused = put(paintshop, "invisible", **{"If-Match": '"2"'})
    assert (refused.status_code, refused.json["detail"]) == (409, "A bicycle has to be seen.")


def test_it_is_a_form_that_says_what_its_field_is_called(paintshop: Shop) -> None:
    page = paintshop.client.get(FORM, headers=WHO).text
    assert '<label for="colour">Colour</label>' in page
    assert "As on the tin." in page
    assert paintshop.client.post(FORM, data={}, headers=WHO).status_code == 422
    sent = paintshop.client.post(FORM, data={"colour": "red", "seen": "1"}, headers=WHO)
    assert sent.status_code == 303


def test_it_is_an_operation_of_the_document(paintshop: Shop) -> None:
    assert paintshop.client
    paths = paintshop.documents.document()["paths"]
    operation = paths["/bicycles/{bicycle_id}/colour"]["put"]
    body = operation["requestBody"]["content"]["application/json"]
    assert (operation["operationId"], operation["summary"]) == (
        "bicycles_paint",
        "Give it a colour.",
    )
    assert body["example"] == {"colour": "text"}
    assert {"$ref": "#/components/parameters/IfMatch"} in operation["parameters"]


def test_it_stands_in_the_manifest_and_in_the_access_log(paintshop: Shop) -> None:
    put(paintshop, "red", **{"If-Match": '"1"'})
    access = repairs.access
    assert paintshop.manifest["bicycles.colour"] == {"PUT": access}
    assert paintshop.manifest["repairs.painting"] == {"GET": access, "POST": access}
    assert paintshop.log == [("bicycles.colour", str(ANA.id), "changed", "shown", stream(1))]
