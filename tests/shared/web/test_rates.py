"""How often one caller may ask, and what it is told."""

from dataclasses import replace

import pytest
from flask import Flask, g, request
from flask.testing import FlaskClient
from werkzeug.exceptions import Unauthorized

from shared.identity.principals import Principal
from shared.web.i18n import install_languages
from shared.web.rates import Count, Counter, Rate, Rates, limit_callers, limit_strangers, rates_in
from shared.web.site import SHARED, answer
from shared.web.templates import install_templates
from tests.shared.web.shop import ANA, BEN

THREE = Rate("three", 3, 60)
SERVICE = replace(ANA, roles=frozenset({"service"}))
CALLERS: dict[str, Principal] = {"ana": ANA, "ben": BEN, "ours": SERVICE}


class Watch:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def counter(watch: Watch) -> Counter:
    return Counter(THREE, watch)


def test_so_many_are_taken_at_once_and_no_more(counter: Counter) -> None:
    taken = [counter.take("ana") for _ in range(4)]
    assert taken == [
        Count(THREE, 2, 20),
        Count(THREE, 1, 40),
        Count(THREE, 0, 60),
        Count(THREE, 0, 60, wait=20),
    ]


def test_another_caller_is_counted_apart(counter: Counter) -> None:
    for _ in range(4):
        counter.take("ana")
    assert counter.take("ben") == Count(THREE, 2, 20)


@pytest.mark.parametrize(("seconds", "wait"), [(19.9, 1), (20.0, 0)])
def test_one_more_is_taken_when_one_is_paid_off(
    counter: Counter, watch: Watch, seconds: float, wait: int
) -> None:
    for _ in range(3):
        counter.take("ana")
    watch.now += seconds
    assert counter.take("ana").wait == wait


def test_who_is_refused_pays_nothing_for_it(counter: Counter, watch: Watch) -> None:
    for _ in range(10):
        counter.take("ana")
    watch.now += 20
    assert counter.take("ana").wait == 0


def test_only_so_many_callers_are_remembered(watch: Watch) -> None:
    counter = Counter(THREE, watch, most_callers=10)
    for number in range(100):
        counter.take(str(number))
        assert len(counter.paid_at) <= 10


def test_who_owes_nothing_is_forgotten_first(watch: Watch) -> None:
    counter = Counter(THREE, watch, most_callers=2)
    counter.take("ana")
    watch.now += 50
    counter.take("ben")
    watch.now += 10
    counter.take("eve")
    assert set(counter.paid_at) == {"ben", "eve"}


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("", Rates()),
        ("form=0, program=5", Rates(form=Rate("form", 0), program=Rate("program", 5))),
        (str(Rates()), Rates()),
    ],
)
def test_rates_are_read_from_a_setting(text: str, rates: Rates) -> None:
    assert rates_in(text) == rates


@pytest.mark.parametrize("text", ["form", "form=-1", "form=²", "month=1", "form=1=2", "most=3"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must look like program=12000"):
        rates_in(text)


def test_a_rate_of_nought_limits_nobody() -> None:
    app = Flask("free")
    install_languages(app, [])
    limit_callers(app, rates_in("address=0"))
    app.add_url_rule("/shop/bicycles", "all", lambda: "")
    answers = [app.test_client().get("/shop/bicycles") for _ in range(2000)]
    assert {(a.status_code, a.headers.get("RateLimit")) for a in answers} == {(200, None)}


@pytest.fixture
def shop() -> FlaskClient:
    app = Flask("shop")
    install_languages(app, [])
    install_templates(app, [SHARED / "templates"])
    app.register_error_handler(Exception, answer)
    app.before_request(lambda: setattr(g, "request_id", ""))
    rates = Rates(
        program=Rate("program", 4),
        person=Rate("person", 6),
        form=Rate("form", 2),
        address=Rate("address", 3),
        stranger=Rate("stranger", 2),
    )
    limit_strangers(app, rates)

    @app.before_request
    def guard() -> None:
        name = request.headers.get("X-Who", "")
        if name == "nobody":
            raise Unauthorized
        g.who = CALLERS.get(name)

    limit_callers(app, rates)
    for path in ("/shop/api/v1/bicycles", "/shop/bicycles", "/shop/health/live"):
        app.add_url_rule(path, path, lambda: "", methods=["GET", "POST"])
    return app.test_client()


def statuses(
    shop: FlaskClient, path: str, times: int, *, who: str, post: bool = False
) -> list[int]:
    send = shop.post if post else shop.get
    return [send(path, headers={"X-Who": who}).status_code for _ in range(times)]


@pytest.mark.parametrize(
    ("path", "who", "most", "post"),
    [
        ("/shop/api/v1/bicycles", "ana", 4, False),
        ("/shop/api/v1/bicycles", "ana", 4, True),
        ("/shop/bicycles", "ana", 6, False),
        ("/shop/bicycles", "ana", 2, True),
        ("/shop/bicycles", "", 3, False),
        ("/shop/bicycles", "", 2, True),
        ("/shop/api/v1/bicycles", "", 3, False),
    ],
)
def test_a_caller_who_asks_too_often_is_told_to_wait(
    shop: FlaskClient, path: str, who: str, most: int, post: bool
) -> None:
    assert statuses(shop, path, most + 1, who=who, post=post) == [200] * most + [429]
    assert statuses(shop, path, 1, who="ben", post=post) == [200]


@pytest.mark.parametrize(
    ("path", "who"), [("/shop/api/v1/bicycles", "ours"), ("/shop/health/live", "")]
)
def test_our_own_services_and_probes_are_not_counted(
    shop: FlaskClient, path: str, who: str
) -> None:
    assert set(statuses(shop, path, 20, who=who)) == {200}


def test_bad_tokens_are_counted_by_address(shop: FlaskClient) -> None:
    path = "/shop/api/v1/bicycles"
    assert statuses(shop, path, 3, who="nobody") == [401, 401, 429]


def test_forms_that_nobody_has_signed_in_for_are_counted_too(shop: FlaskClient) -> None:
    assert statuses(shop, "/shop/bicycles", 3, who="nobody", post=True) == [401, 401, 429]
    assert statuses(shop, "/shop/bicycles", 3, who="nobody") == [401, 401, 401]


def test_a_stranger_is_told_how_long_to_wait(shop: FlaskClient) -> None:
    path, headers = "/shop/api/v1/bicycles", {"X-Who": "nobody"}
    answers = [shop.get(path, headers=headers) for _ in range(3)]
    assert answers[0].headers["RateLimit"].startswith('"stranger";r=1;')
    assert (answers[2].status_code, answers[2].headers["Retry-After"]) == (429, "30")


def test_a_good_token_is_taken_from_an_address_of_bad_ones(shop: FlaskClient) -> None:
    path = "/shop/api/v1/bicycles"
    statuses(shop, path, 10, who="nobody")
    assert statuses(shop, path, 1, who="ana") == [200]


def test_what_is_left_and_how_long_to_wait_stand_in_headers(shop: FlaskClient) -> None:
    answers = [shop.get("/shop/api/v1/bicycles", headers={"X-Who": "ana"}) for _ in range(5)]
    assert [a.headers["RateLimit"].partition(";t=")[0] for a in answers] == [
        f'"program";r={left}' for left in (3, 2, 1, 0, 0)
    ]
    assert {a.headers["RateLimit-Policy"] for a in answers} == {'"program";q=4;w=60'}
    assert answers[4].headers["Retry-After"] == "15"
    assert (answers[4].json or {})["type"] == "/problems/http-429"
