"""Systems that call: registered with a key of their own, given the next one, retired."""

import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from werkzeug.test import Client as Browser
from werkzeug.wrappers import Response

from services.platform.demo.people import fixed_id
from services.referral.access import events
from services.referral.access.domain import MOST_KEYS, Client
from services.referral.clients.queries import public_keys
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
