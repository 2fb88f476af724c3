"""How a new thing begins: once for each key by a program, and on a page with one form."""

from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from marshmallow import fields

from shared.identity.access import allow
from shared.kernel.aggregate import Invalid, Refused
from shared.web import beginning
from shared.web.api import Blueprint, Body
from shared.web.pages import Pages
from shared.web.parts import Form
from shared.work import Work
from tests.shared.bicycles import Bicycle, bicycle, bought
from tests.shared.web.shop import Shop

NEW, WHO = "/counter/new", {"X-Who": "ana"}
MECHANIC = allow("mechanic")


class PriceSchema(Body):
    price = fields.Integer(required=True)


def buy(work: Work, data: dict[str, Any]) -> tuple[UUID, int]:
    if data["price"] > 1000:
        raise Refused("The till is empty.", code="till")
    if data["price"] == 0:
        raise Invalid("Nothing is free.", code="price", field="price")
    _, version = work.start(Bicycle(bicycle(7)), lambda _: [bought(7)])
    return bicycle(7), version


def draw(entries: Form, problem: str) -> str:
    return f"{entries.value('price')}|{entries.wrong('price')}|{problem}"


@pytest.fixture
def counter(shop: Shop) -> FlaskClient:
    pages, api = Pages("counter", "/counter"), Blueprint("till", "/till", "Till")

    @pages.route("/new", methods=["GET", "POST"], may=MECHANIC)
    def new() -> ResponseReturnValue:
        """Buy a bicycle."""
        return beginning.on_page(
            PriceSchema,
            buy,
            draw,
            home=lambda made: f"/shop/{made}",
            lists=(),
            fresh={"price": "100"},
        )

    @api.post("", may=MECHANIC)
    @api.arguments(PriceSchema)
    @api.alt_response(201, description="It was bought.")
    def by_program(data: dict[str, Any]) -> ResponseReturnValue:
        """Buy a bicycle."""
        return beginning.by_program("/till", lambda work: buy(work, data))

    shop.app.register_blueprint(pages)
    shop.documents.register_blueprint(api)
    shop.manifest.update(pages.access | api.access)
    return shop.client


def test_the_page_begins_with_a_form_that_says_what_is_usual(counter: FlaskClient) -> None:
    assert counter.get(NEW, headers=WHO).text.startswith("100|")


def test_what_was_sent_begins_the_thing_and_leads_to_it(counter: FlaskClient) -> None:
    sent = counter.post(NEW, data={"price": "90"}, headers=WHO)
    assert (sent.status_code, sent.headers["Location"]) == (303, f"/shop/{bicycle(7)}")


@pytest.mark.parametrize(
    ("price", "status", "reason"),
    [("much", 422, ""), ("0", 422, "Nothing is free."), ("1001", 409, "The till is empty.")],
)
def test_a_refusal_keeps_what_was_written_and_says_why(
    counter: FlaskClient, price: str, status: int, reason: str
) -> None:
    refused = counter.post(NEW, data={"price": price}, headers=WHO)
    assert refused.status_code == status
    assert refused.text.startswith(f"{price}|")
    assert refused.text.endswith(f"|{reason}")


def test_a_program_begins_it_once_for_each_key(counter: FlaskClient) -> None:
    headers = WHO | {"Idempotency-Key": "bicycle-seven"}
    first = counter.post("/till", json={"price": 90}, headers=headers)
    assert (first.status_code, first.json) == (201, {"id": str(bicycle(7))})
    assert first.headers["Location"] == f"/till/{bicycle(7)}"
    again = counter.post("/till", json={"price": 90}, headers=headers)
    assert (again.status_code, again.json) == (201, first.json)
