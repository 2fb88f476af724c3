"""One good token and the many that only look like it: all of these get the same answer."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from joserfc import jwe, jws
from joserfc.jwk import ECKey, Key, KeySet, OctKey, RSAKey

from shared.identity.jwks import Keys
from shared.identity.tokens import BadToken, Tokens
from shared.kernel.clock import Clock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOW = int(NOON.timestamp())
CLOCK = Clock(ZoneInfo("Europe/Helsinki"), lambda: NOON)
KEY = ECKey.generate_key("P-256", {"kid": "good", "use": "sig", "alg": "ES256"})
PS = RSAKey.generate_key(2048, {"kid": "pss", "use": "sig", "alg": "PS256"})
BARE = RSAKey.generate_key(2048, {"kid": "bare"})  # names no algorithm, as some issuers do
OTHER = ECKey.generate_key("P-256", {"kid": "good"})
GOOD = {
    "iss": "https://id.example",
    "aud": "bicycles",
    "sub": "ana",
    "iat": NOW,
    "exp": NOW + 300,
    "client_id": "pump",
    "jti": "1",
}
HEADER = {"alg": "ES256", "typ": "at+jwt", "kid": "good"}


def tokens() -> Tokens:
    published = KeySet([KEY, PS, BARE]).as_dict(private=False)
    return Tokens("https://id.example", "bicycles", Keys(lambda: published, CLOCK), CLOCK)


def b64(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(header: Any = None, claims: Any = None, key: Any = KEY) -> str:
    """A token signed whatever it says: parts may be dicts or the very bytes."""
    head, body = b64(HEADER if header is None else header), b64(GOOD if claims is None else claims)
    alg = header.get("alg", "ES256") if isinstance(header, dict) else "ES256"
    message = f"{head}.{body}".encode()
    signature = jws.JWSRegistry.algorithms[alg].sign(message, key)
    return f"{head}.{body}.{b64(signature)}"


def head(**change: Any) -> str:
    return signed({k: v for k, v in (HEADER | change).items() if v is not None})


def token_with(**change: Any) -> str:
    return signed(claims={k: v for k, v in (GOOD | change).items() if v is not None})


def with_public_key_as_secret() -> str:
    message = f"{b64(HEADER | {'alg': 'HS256', 'kid': 'bare'})}.{b64(GOOD)}"
    secret = BARE.as_pem(private=False)
    return f"{message}.{b64(hmac.digest(secret, message.encode(), 'sha256'))}"


def encrypted() -> str:
    secret = OctKey.generate_key(256)
    return jwe.encrypt_compact(
        {"alg": "dir", "enc": "A256GCM", "typ": "at+jwt", "zip": "DEF"},
        b"a" * 100_000,
        secret,
        algorithms=["dir", "A256GCM", "DEF"],
    )


BAD: dict[str, Callable[[], str]] = {
    "empty": lambda: "",
    "not a token": lambda: "ana",
    "algorithm none": lambda: f"{b64(HEADER | {'alg': 'none'})}.{b64(GOOD)}.",
    "algorithm None": lambda: f"{b64(HEADER | {'alg': 'None'})}.{b64(GOOD)}.",
    "algorithm nOnE": lambda: f"{b64(HEADER | {'alg': 'nOnE'})}.{b64(GOOD)}.",
    "algorithm none, signed": lambda: head().replace(b64(HEADER), b64(HEADER | {"alg": "none"})),
    "no algorithm": lambda: f"{b64({'typ': 'at+jwt', 'kid': 'good'})}.{b64(GOOD)}.",
    "algorithm a list": lambda: f"{b64(HEADER | {'alg': ['ES256']})}.{b64(GOOD)}.AAAA",
    "public key as HMAC secret": with_public_key_as_secret,
    "RS256 is not allowed": lambda: signed(HEADER | {"alg": "RS256", "kid": "bare"}, key=BARE),
    "RS256 with the PS256 key": lambda: signed(HEADER | {"alg": "RS256", "kid": "pss"}, key=PS),
    "ES256 said of an RSA key": lambda: head(kid="pss"),
    "PS256 said of an EC key": lambda: signed(HEADER | {"alg": "PS256"}, key=PS),
    "empty signature": lambda: head().rsplit(".", 1)[0] + ".",
    "no signature": lambda: head().rsplit(".", 1)[0],
    "truncated": lambda: head()[:-4],
    "two dots extra": lambda: head() + "..",
    "DER instead of raw signature": lambda: head().rsplit(".", 1)[0] + "." + b64(b"0" * 70),
    "signature of zeros": lambda: head().rsplit(".", 1)[0] + "." + b64(bytes(64)),
    "claims changed": lambda: head().replace(b64(GOOD), b64(GOOD | {"sub": "ben"})),
    "signed by a stranger": lambda: signed(key=OTHER),
    "algorithm named twice": lambda: signed(b'{"alg":"none",' + json.dumps(HEADER).encode()[1:]),
    "unknown kid": lambda: head(kid="gone"),
    "no kid": lambda: head(kid=None),
    "kid a number": lambda: head(kid=1),
    "kid a path": lambda: head(kid="../../../dev/null"),
    "kid with SQL": lambda: head(kid="good' OR '1'='1"),
    "jku of an attacker": lambda: signed(
        HEADER | {"kid": "theirs", "jku": "https://evil.example/jwks"}, key=OTHER
    ),
    "x5u of an attacker": lambda: signed(
        HEADER | {"kid": "theirs", "x5u": "https://evil.example/x"}, key=OTHER
    ),
    "key brought along": lambda: signed(HEADER | {"jwk": OTHER.as_dict(private=False)}, key=OTHER),
    "unknown crit": lambda: head(crit=["exotic"], exotic=True),
    "crit of b64": lambda: head(crit=["b64"], b64=True),
    "ID token": lambda: head(typ="JWT"),
    "no type": lambda: head(typ=None),
    "refresh token": lambda: head(typ="rt+jwt"),
    "header a list": lambda: signed([HEADER]),
    "header not UTF-8": lambda: signed(b'{"alg":"ES256","\xff":1}'),
    "claims not UTF-8": lambda: signed(claims=b"\xff\xfe"),
    "claims not JSON": lambda: signed(claims=b"sub=ana"),
    "claims a list": lambda: signed(claims=[GOOD]),
    "subject named twice": lambda: signed(claims=json.dumps(GOOD)[:-1].encode() + b',"sub":"ben"}'),
    "claims too deep": lambda: signed(claims=b'{"sub":' * 50 + b"1" + b"}" * 50),
    "audience of another": lambda: token_with(aud="trains"),
    "audience and more": lambda: token_with(aud=["bicycles", "trains"]),
    "audience a prefix": lambda: token_with(aud="bicycles.example"),
    "audience missing": lambda: token_with(aud=None),
    "audience empty": lambda: token_with(aud=[]),
    "issuer with a slash": lambda: token_with(iss="https://id.example/"),
    "issuer in capitals": lambda: token_with(iss="https://ID.example"),
    "other realm": lambda: token_with(iss="https://id.example/realms/two"),
    "issuer missing": lambda: token_with(iss=None),
    "expiry a string": lambda: token_with(exp=str(NOW + 300)),
    "expiry a float": lambda: token_with(exp=NOW + 300.5),
    "expiry without end": lambda: signed(
        claims=json.dumps(GOOD).replace(str(NOW + 300), "1e400").encode()
    ),
    "expiry not a number": lambda: signed(
        claims=json.dumps(GOOD).replace(str(NOW + 300), "NaN").encode()
    ),
    "expiry true": lambda: token_with(exp=True),
    "expiry negative": lambda: token_with(exp=-1),
    "expiry missing": lambda: token_with(exp=None),
    "expired 61 seconds ago": lambda: token_with(iat=NOW - 300, exp=NOW - 61),
    "issued in 61 seconds": lambda: token_with(iat=NOW + 61),
    "issued missing": lambda: token_with(iat=None),
    "issued long ago": lambda: token_with(iat=NOW - 86_400),
    "issued after it expires": lambda: token_with(iat=NOW + 40, exp=NOW + 30),
    "lives 601 seconds": lambda: token_with(exp=NOW + 601),
    "not before the future": lambda: token_with(nbf=NOW + 61),
    "subject missing": lambda: token_with(sub=None),
    "subject empty": lambda: token_with(sub=""),
    "subject a number": lambda: token_with(sub=1),
    "encrypted and compressed": encrypted,
    "a megabyte": lambda: token_with(note="x" * 1_000_000),
    "spaces inside": lambda: head().replace(".", " ."),
    "letters of no alphabet": lambda: head() + "ä",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_token_is_refused(name: str) -> None:
    with pytest.raises(BadToken):
        tokens().subject(BAD[name]())


GOOD_ONES: dict[str, Callable[[], str]] = {
    "plain": head,
    "PS256": lambda: signed(HEADER | {"alg": "PS256", "kid": "pss"}, key=PS),
    "PS256 with a key for anything": lambda: signed(
        HEADER | {"alg": "PS256", "kid": "bare"}, key=BARE
    ),
    "full media type": lambda: head(typ="application/at+jwt"),
    "audience in a list": lambda: token_with(aud=["bicycles"]),
    "jku is not looked at": lambda: head(jku="https://evil.example/jwks"),
    "expired 59 seconds ago": lambda: token_with(iat=NOW - 300, exp=NOW - 59),
    "issued in 60 seconds": lambda: token_with(iat=NOW + 60),
    "lives 600 seconds": lambda: token_with(exp=NOW + 600),
}


@pytest.mark.parametrize("name", GOOD_ONES)
def test_a_good_token_tells_its_subject(name: str) -> None:
    assert tokens().subject(GOOD_ONES[name]()) == "ana"


def test_a_token_that_was_good_is_judged_anew() -> None:
    moment, published = [NOON], list[Key]([KEY])
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: moment[0])
    keys = Keys(lambda: KeySet(published).as_dict(private=False), clock)
    judge, token = Tokens("https://id.example", "bicycles", keys, clock), token_with(exp=NOW + 600)
    assert [judge.subject(token), judge.subject(token)] == ["ana", "ana"]
    with pytest.raises(BadToken):
        judge.subject(token[:-4] + "AAAA")
    moment[0] = NOON + timedelta(seconds=661)
    with pytest.raises(BadToken):
        judge.subject(token)


def test_a_token_that_was_good_is_bad_once_its_key_was_withdrawn() -> None:
    moment, published = [NOON - timedelta(hours=1)], list[Key]([KEY, PS])
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: moment[0])
    judge = Tokens(
        "https://id.example",
        "bicycles",
        Keys(lambda: KeySet(published).as_dict(private=False), clock),
        clock,
    )
    assert judge.keys.are_available()
    moment[0], token = NOON, token_with()
    assert judge.subject(token) == "ana"
    moment[0], published[:] = NOON + timedelta(seconds=1), [PS]  # the keys are an hour old
    with pytest.raises(BadToken):
        judge.subject(token)
