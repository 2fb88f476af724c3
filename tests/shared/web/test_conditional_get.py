"""Who has a thing already is told so; who has another, or what is no tag of ours, gets it."""

from typing import Any

import pytest

from tests.shared.bicycles import bicycle
from tests.shared.web.shop import Shop

THING = f"/bicycles/{bicycle(1)}"


def get(shop: Shop, sent: str) -> Any:
    return shop.client.get(THING, headers={"X-Who": "ana", "If-None-Match": sent})


@pytest.mark.parametrize("sent", ['"1"', 'W/"1"', '"0", "1"', "*"])
def test_what_somebody_has_is_not_sent_again(shop: Shop, sent: str) -> None:
    answer = get(shop, sent)
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", '"1"')


@pytest.mark.parametrize("sent", ['"0"', '"2"', "", '"', "²", "1" * 5000, '"1-000000000000"'])
def test_what_nobody_has_is_sent(shop: Shop, sent: str) -> None:
    answer = get(shop, sent.encode().decode("latin-1"))
    assert (answer.status_code, answer.json) == (200, {"repairs": 0})
