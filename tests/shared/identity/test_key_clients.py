"""A client that proves who it is with a private key, and all that only looks like such a proof."""

import hmac
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey
from requests import Request
from werkzeug.test import TestResponse

from shared.demo_provider.keys import signing_keys
from shared.identity.proof import private_key
from shared.identity.systems import ClientToken, NoToken
from tests.shared.identity.corpus import b64
from tests.shared.identity.world import CRANE, ISSUER, PASSWORD, TRAIN, World, json_of

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
OTHER = ECKey.generate_key("P-256", {"kid": "crane"})
PEM, PKCS8 = Encoding.PEM, PrivateFormat.PKCS8
RSA = RSAKey.generate_key(2048, {"kid": "crane"})


def statement(key: Any = CRANE, alg: str = "ES256", **change: Any) -> str:
    now = int(time.time())
    claims = {"iss": "crane", "sub": "crane", "aud": f"{ISSUER}/token", "jti": f"{time.time_ns()}"}
    claims |= {"iat": now, "exp": now + 60} | change
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": "crane"}, kept, key, algorithms=[alg])


def unsigned(alg: str) -> str:
    _, body, _ = statement().split(".")
    return f"{b64({'alg': alg, 'kid': 'crane'})}.{body}."


def keyed(secret: bytes) -> str:
    """Signed as with a secret that everybody knows."""
    message = f"{b64({'alg': 'HS256', 'kid': 'crane'})}.{statement().split('.')[1]}"
    return f"{message}.{b64(hmac.digest(secret, message.encode(), 'sha256'))}"


def token(world: World, proof: str, **form: str) -> TestResponse:
    form = {"client_assertion_type": TYPE, "client_assertion": proof} | form
    return world.token(grant_type="client_credentials", **form)


@pytest.mark.parametrize("audience", [f"{ISSUER}/token", ISSUER])
def test_a_statement_of_the_clients_own_key_gets_a_token(world: World, audience: str) -> None:
    answer = token(world, statement(aud=audience))
    assert answer.status_code == 200, answer.text
    claims = jwt.decode(json_of(answer)["access_token"], _provider_keys(world)).claims
    assert (claims["sub"], claims["client_id"]) == ("crane", "crane")


@pytest.mark.parametrize(("until", "status"), [(-50, 200), (-62, 401), (290, 200), (310, 401)])
def test_a_statement_ends_soon(world: World, until: int, status: int) -> None:
    """A minute too late and five minutes ahead, with some seconds for a slow machine."""
    answer = token(world, statement(iat=int(time.time()) - 200, exp=int(time.time()) + until))
    assert answer.status_code in (status, 400 if status == 401 else status)


@pytest.mark.parametrize(("alg", "status"), [("PS256", 200), ("RS256", 400), ("PS512", 400)])
def test_an_rsa_key_signs_with_ps256_alone(world: World, alg: str, status: int) -> None:
    proof = statement(TRAIN, alg, iss="train", sub="train")
    assert token(world, proof).status_code == status


BAD: dict[str, Callable[[], str]] = {
    "empty": lambda: "",
    "no statement": lambda: "crane",
    "algorithm none": lambda: unsigned("none"),
    "algorithm nOnE": lambda: unsigned("nOnE"),
    "signature missing": lambda: unsigned("ES256"),
    "public key as HMAC secret": lambda: keyed(CRANE.as_pem(private=False)),
    "the demo's password as HMAC secret": lambda: keyed(PASSWORD.encode()),
    "signed by a stranger": lambda: statement(OTHER),
    "signed with RSA": lambda: statement(RSA, "PS256"),
    "another algorithm": lambda: statement(RSA, "RS256"),
    "audience of another provider": lambda: statement(aud="https://id.example/token"),
    "audience a prefix": lambda: statement(aud=f"{ISSUER}/token/"),
    "audience and more": lambda: statement(aud=[f"{ISSUER}/token", "https://id.example"]),
    "audience missing": lambda: statement(aud=None),
    "issuer another": lambda: statement(iss="pump"),
    "issuer missing": lambda: statement(iss=None),
    "subject without a key": lambda: statement(iss="pump", sub="pump"),
    "subject unknown": lambda: statement(iss="tram", sub="tram"),
    "subject missing": lambda: statement(sub=None),
    "subject a number": lambda: statement(iss=1, sub=1),
    "end missing": lambda: statement(exp=None),
    "end a text": lambda: statement(exp="soon"),
    "end a float": lambda: statement(exp=time.time() + 60.5),
    "ended": lambda: statement(exp=int(time.time()) - 61),
    "an hour long": lambda: statement(exp=int(time.time()) + 3600),
    "not yet": lambda: statement(nbf=int(time.time()) + 120),
    "issued later": lambda: statement(iat=int(time.time()) + 120),
    "without a name of its own": lambda: statement(jti=None),
    "its name a number": lambda: statement(jti=1),
    "too long": lambda: statement(note="x" * 9000),
    "not UTF-8": lambda: f"{b64(b'{}')}.{b64(bytes([255]))}.AAAA",
    "claims a list": lambda: f"{b64({'alg': 'ES256'})}.{b64([1])}.AAAA",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_good_statement_gets_no_token(world: World, name: str) -> None:
    answer = token(world, BAD[name]())
    assert (answer.status_code, json_of(answer)["error"]) in [
        (400, "invalid_client"),
        (401, "invalid_client"),
    ]


def test_a_statement_works_once(world: World) -> None:
    proof = statement()
    assert [token(world, proof).status_code for _ in range(2)] == [200, 400]


def test_a_statement_of_one_client_is_not_anothers(world: World) -> None:
    assert token(world, statement(), client_id="pump").status_code == 400
    assert token(world, statement(), client_id="crane").status_code == 200


def test_a_client_with_a_key_has_no_secret(world: World) -> None:
    for secret in ("", PASSWORD):
        form = {"client_id": "crane", "client_secret": secret}
        answer = world.token(grant_type="client_credentials", **form)
        assert answer.status_code in (400, 401)


def test_discovery_tells_how_a_client_may_prove_itself(world: World) -> None:
    document = world.issuer.fetch(world.issuer.configuration)
    assert "private_key_jwt" in document["token_endpoint_auth_methods_supported"]
    algorithms = document["token_endpoint_auth_signing_alg_values_supported"]
    assert algorithms == ["ES256", "PS256"]


def test_our_own_processes_get_tokens_with_a_key(world: World) -> None:
    prepared = Request("GET", "http://localhost/red/").prepare()
    ClientToken(world.issuer, "crane", CRANE)(prepared)
    assert prepared.headers["Authorization"].startswith("Bearer ey")


def test_a_wrong_key_gets_our_processes_nothing(world: World) -> None:
    prepared = Request("GET", "http://localhost/red/").prepare()
    with pytest.raises(NoToken):
        ClientToken(world.issuer, "crane", OTHER)(prepared)


def test_a_file_holds_one_private_key_in_either_form() -> None:
    for key in (OTHER, RSA):
        read = [private_key(key.as_pem(private=True)), private_key(_jwk(key.as_dict(private=True)))]
        assert [each.thumbprint() for each in read] == [key.thumbprint()] * 2
        assert all(each.kid for each in read)


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"secret",
        b"{}",
        b"[]",
        b'{"kty": "oct", "k": "AAAA"}',
        OTHER.as_pem(private=False),
        rsa.generate_private_key(65537, 1024).private_bytes(PEM, PKCS8, NoEncryption()),  # noqa: S505 - to be refused
        ECKey.generate_key("P-384").as_pem(private=True),
        OKPKey.generate_key("Ed25519").as_pem(private=True),
    ],
)
def test_a_file_without_a_good_private_key_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^(holds|must hold) .*\.$"):
        private_key(content)


def _jwk(key: Any) -> bytes:

    return json.dumps(key).encode()


def _provider_keys(world: World) -> Any:

    return signing_keys(Path(world.home) / "identity.jwk")
