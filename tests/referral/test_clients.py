"""Systems that call: registered with a key of their own, given the next one, retired."""

import time
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from werkzeug.test import Client as Browser
from werkzeug.wrappers import Response

from services.common.codes import Role
from services.platform.demo.people import fixed_id
from services.referral.access import events
from services.referral.clients import policy
from services.referral.clients.domain import Client
from services.referral.clients.queries import public_keys
from services.referral.clients.rules import MOST_KEYS, ROTATION
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.platform import BASE, Caller, Stepped, platform

__all__ = ["platform"]

SYSTEM, NGO = UUID(int=3), UUID(int=2)
REGISTERED = events.ClientRegistered(
    client_id=SYSTEM, sign_in="rauma", organisation_id=NGO, roles=("municipal_system",)
)
OLD = events.ClientKeyRegistered(client_id=SYSTEM, key_id="old", key="{}")
NEW = events.ClientKeyRegistered(client_id=SYSTEM, key_id="new", key="{}")
THIRD = events.ClientKeyRegistered(client_id=SYSTEM, key_id="third", key="{}")
WITHDRAWN = events.ClientKeyWithdrawn(client_id=SYSTEM, key_id="old")
RETIRED = events.ClientRetired(client_id=SYSTEM)


def test_a_system_has_the_key_in_use_and_the_next() -> None:
    assert MOST_KEYS == 2
    first = given(Client(SYSTEM), REGISTERED, OLD)
    with pytest.raises(Refused, match="a name of its own"):
        first.register_key(events.ClientKeyRegistered(client_id=SYSTEM, key_id="old", key="[]"))
    two = given(Client(SYSTEM), REGISTERED, OLD, NEW)
    assert given(Client(SYSTEM), REGISTERED, OLD).register_key(NEW) == [NEW]
    assert two.register_key(NEW) == []
    for key in (THIRD, events.ClientKeyRegistered(client_id=SYSTEM, key_id="old", key="[]")):
        with pytest.raises(Refused) as refused:
            two.register_key(key)
        assert refused.value.code == "client-keys"
    assert given(Client(SYSTEM), REGISTERED, OLD, NEW, WITHDRAWN).register_key(THIRD) == [THIRD]


def test_a_key_is_withdrawn_once() -> None:
    assert given(Client(SYSTEM), REGISTERED, OLD).withdraw_key("old") == [WITHDRAWN]
    assert given(Client(SYSTEM), REGISTERED, OLD, WITHDRAWN).withdraw_key("old") == []


def test_a_system_retires_once_and_gets_no_key_then() -> None:
    here, gone = given(Client(SYSTEM), REGISTERED), given(Client(SYSTEM), REGISTERED, RETIRED)
    assert (here.retire(), gone.retire()) == ([RETIRED], [])
    for client in (gone, Client(SYSTEM)):
        with pytest.raises(Refused) as refused:
            client.register_key(NEW)
        assert refused.value.code == "client-not-here"
        with pytest.raises(Refused):
            client.draw_secret(FIRST)
    with pytest.raises(Refused):
        Client(SYSTEM).retire()


def test_an_administrator_keeps_every_system_that_was_ever_registered() -> None:
    admin = Principal(NGO, "person", "admin", None, frozenset({Role.ADMINISTRATOR}))
    systems = (Client(SYSTEM), given(Client(SYSTEM), REGISTERED))
    assert [policy.registers.allows(admin, each) for each in systems] == [False, True]


DAY = date(2026, 3, 2)


def drawn(name: str, on: date) -> events.ClientSecretDrawn:
    return events.ClientSecretDrawn(client_id=SYSTEM, secret_id=name, digest=name, drawn_on=on)


def withdrawn(name: str) -> events.ClientSecretWithdrawn:
    return events.ClientSecretWithdrawn(client_id=SYSTEM, secret_id=name)


FIRST, SECOND, THE_THIRD = drawn("1", DAY), drawn("2", DAY), drawn("3", DAY)


def test_the_secret_before_lives_for_the_time_of_a_rotation() -> None:
    both = given(Client(SYSTEM), REGISTERED, FIRST, SECOND)
    last = DAY + ROTATION
    assert both.secrets_on(last) == (FIRST, SECOND)
    assert both.secrets_on(last + timedelta(days=1)) == (SECOND,)
    assert given(Client(SYSTEM), REGISTERED, FIRST).secrets_on(date.max) == (FIRST,)


def test_a_system_has_the_secret_in_use_and_the_next() -> None:
    both = given(Client(SYSTEM), REGISTERED, FIRST, SECOND)
    assert given(Client(SYSTEM), REGISTERED, FIRST).draw_secret(SECOND) == [SECOND]
    with pytest.raises(Refused) as refused:
        both.draw_secret(THE_THIRD)
    assert refused.value.code == "client-secrets"
    later = drawn("3", DAY + ROTATION + timedelta(days=1))
    assert both.draw_secret(later) == [withdrawn("1"), later]
    assert both.evolve(withdrawn("1")).draw_secret(THE_THIRD) == [THE_THIRD]


def test_a_secret_is_withdrawn_once_and_the_newest_can_be_too() -> None:
    both = given(Client(SYSTEM), REGISTERED, FIRST, SECOND)
    assert both.withdraw_secret("2") == [withdrawn("2")]
    gone = both.evolve(withdrawn("2"))
    assert (gone.withdraw_secret("2"), gone.secrets_on(date.max)) == ([], (FIRST,))


CLIENTS = "/referral/api/v1/clients"
TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
KEY = ECKey.generate_key("P-256", {"kid": "2026-11"})


def registered(admin: Caller) -> str:
    organisations = admin.platform.caller("demo-turku").get("/referral/api/v1/organisations").json
    home = organisations["organisations"][0]["id"]
    body = {"sign_in": "rauma", "roles": ["municipal_system"], "organisation": home}
    answer = admin.post(CLIENTS, body)
    assert answer.status_code == 201, answer.text
    return f"{CLIENTS}/{answer.json['id']}"


def token_of(platform: Stepped, key: Any) -> Any:
    now = int(time.time())
    claims = {"iss": "rauma", "sub": "rauma", "aud": f"{BASE}/identity/token", "jti": str(uuid4())}
    header = {"alg": "ES256", "kid": key.kid}
    proof = jwt.encode(header, claims | {"iat": now, "exp": now + 60}, key)
    form = {"grant_type": "client_credentials", "client_assertion_type": TYPE}
    return Browser(platform.platform, Response).post(
        "/identity/token", base_url=BASE, data=form | {"client_assertion": proof}
    )


def test_a_registered_key_opens_the_interfaces_until_it_is_withdrawn(platform: Stepped) -> None:
    admin = platform.caller("admin")
    where = registered(admin)
    assert token_of(platform, KEY).status_code == 400
    assert admin.put(f"{where}/key", {"key": KEY.as_dict(private=False)}).status_code == 200
    assert admin.get(where).json["keys"] == ["2026-11"]
    answer = token_of(platform, KEY)
    assert answer.status_code == 200, answer.text
    system = Caller(platform, answer.json["access_token"])
    assert system.get("/referral/api/v1/referrals").status_code == 200
    assert admin.put(f"{where}/key-withdrawal", {"key_id": "2026-11"}).status_code == 200
    assert token_of(platform, KEY).status_code == 400


def test_a_retired_system_is_out_of_every_service_though_its_token_lives(
    platform: Stepped,
) -> None:
    admin, turku = platform.caller("admin"), platform.caller("demo-turku")
    lists = {
        "referral": "/referral/api/v1/referrals",
        "volunteers": "/volunteers/api/v1/events",
        "casework": "/casework/api/v1/events",
        "reporting": "/reporting/api/v1/events",
    }
    assert {turku.get(path).status_code for path in lists.values()} == {200}
    where = f"{CLIENTS}/{fixed_id('demo-turku')}"
    assert admin.put(f"{where}/retirement", {}).json["is_retired"] is True
    assert {turku.get(path).status_code for path in lists.values()} == {401}


WRONG = {
    "private": KEY.as_dict(private=True),
    "secret": OctKey.generate_key(256).as_dict(private=True),
    "another curve": ECKey.generate_key("P-384").as_dict(private=False),
    "another kind": OKPKey.generate_key("Ed25519").as_dict(private=False),
    "a private RSA key": RSAKey.generate_key(2048).as_dict(private=True),
    "nothing": {},
    "no curve": {"kty": "EC", "x": "AA", "y": "AA"},
    "off the curve": {**KEY.as_dict(private=False), "x": "AAAA"},
    "a list": {"kty": ["EC"]},
}


def test_only_a_public_key_is_taken(platform: Stepped) -> None:
    admin = platform.caller("admin")
    where = registered(admin)
    answers = {name: admin.put(f"{where}/key", {"key": key}) for name, key in WRONG.items()}
    refusals = {name: (a.status_code, list(a.json["errors"])) for name, a in answers.items()}
    assert refusals == dict.fromkeys(WRONG, (422, ["key"]))
    assert admin.get(where).json["keys"] == []


def test_only_an_administrator_registers_systems(platform: Stepped) -> None:
    for sign_in in ("coordinator-mll", "dpo", "demo-turku"):
        caller = platform.caller(sign_in)
        assert caller.get(f"{CLIENTS}/{fixed_id('demo-turku')}").status_code == 403


def test_keys_are_read_by_the_name_of_their_system(platform: Stepped) -> None:
    admin = platform.caller("admin")
    where = registered(admin)
    admin.put(f"{where}/key", {"key": KEY.as_dict(private=False)})
    with platform.platform.services["referral"].database.reading() as db:
        assert [len(public_keys(db, name)) for name in ("rauma", "turku")] == [1, 0]
    admin.put(f"{where}/retirement", {})
    with platform.platform.services["referral"].database.reading() as db:
        assert public_keys(db, "rauma") == ()


def token_by(platform: Stepped, secret: str, client: str = "rauma") -> Any:
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    return Browser(platform.platform, Response).post("/identity/token", base_url=BASE, data=form)


def drawn_by(admin: Caller, where: str) -> str:
    answer = admin.put(f"{where}/secret", None, of=where)
    assert answer.status_code == 200, answer.text
    return str(answer.json["secret"])


def test_two_secrets_open_the_interfaces_while_one_follows_the_other(platform: Stepped) -> None:
    admin = platform.caller("admin")
    where = registered(admin)
    first, second = drawn_by(admin, where), drawn_by(admin, where)
    assert [token_by(platform, each).status_code for each in (first, second)] == [200, 200]
    assert token_by(platform, f"{first}x").status_code == 401
    third = admin.put(f"{where}/secret", None, of=where)
    assert (third.status_code, third.json["type"]) == (409, "/problems/refused")
    names = [each["id"] for each in admin.get(where).json["secrets"]]
    admin.put(f"{where}/secret-withdrawal", {"secret_id": names[0]})
    assert [token_by(platform, each).status_code for each in (first, second)] == [401, 200]
    admin.put(f"{where}/retirement", {})
    assert token_by(platform, second).status_code in (400, 401)


def test_a_secret_is_told_once_and_kept_nowhere(platform: Stepped) -> None:
    admin = platform.caller("admin")
    where = registered(admin)
    secret = drawn_by(admin, where)
    platform.settle()
    kept = b"".join(
        path.read_bytes() for path in platform.platform.folder.iterdir() if path.is_file()
    )
    assert secret not in admin.get(where).text
    assert secret.encode() not in kept


def test_the_day_of_the_last_call_is_kept(platform: Stepped) -> None:
    admin = platform.caller("admin")
    where = registered(admin)
    assert admin.get(where).json["last_used_on"] is None
    token = token_by(platform, drawn_by(admin, where)).json["access_token"]
    Caller(platform, token).get("/referral/api/v1/referrals")
    listed = {each["sign_in"]: each for each in admin.get(CLIENTS).json["clients"]}
    assert listed["rauma"]["last_used_on"] == platform.platform.clock.today().isoformat()
    assert listed["demo-kela"]["last_used_on"] is None
