"""Tokens that only look like one of ours, and good ones beside them.

Each is made by a `Forger`, who holds the true key: what is refused is refused for what the entry
says. The same table is tried on the reader of tokens and on the API of every service.
"""

import base64
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwe, jws
from joserfc.jwk import ECKey, Key, OctKey, RSAKey

PS = RSAKey.generate_key(2048, {"kid": "pss", "use": "sig", "alg": "PS256"})
BARE = RSAKey.generate_key(2048, {"kid": "bare"})  # names no algorithm, as some issuers do
OTHER = ECKey.generate_key("P-256", {"kid": "good"})


@dataclass(frozen=True)
class Forger:
    """Signs whatever it is asked to, with the issuer's key."""

    key: Key
    issuer: str
    audience: str
    subject: str
    now: int  # seconds since 1970
    header: dict[str, Any] = field(init=False)
    claims: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        header = {"alg": "ES256", "typ": "at+jwt", "kid": self.key.kid}
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": self.subject,
            "iat": self.now,
            "exp": self.now + 300,
            "client_id": "pump",
            "jti": "1",
        }
        object.__setattr__(self, "header", header)
        object.__setattr__(self, "claims", claims)

    def signed(self, header: Any = None, claims: Any = None, key: Any = None) -> str:
        """A token signed whatever it says: parts may be dicts or the very bytes."""
        head = b64(self.header if header is None else header)
        body = b64(self.claims if claims is None else claims)
        alg = header.get("alg", "ES256") if isinstance(header, dict) else "ES256"
        message = f"{head}.{body}".encode()
        signature = jws.JWSRegistry.algorithms[alg].sign(message, key or self.key)
        return f"{head}.{body}.{b64(signature)}"

    def head(self, **change: Any) -> str:
        return self.signed({k: v for k, v in (self.header | change).items() if v is not None})

    def token_with(self, **change: Any) -> str:
        claims = {k: v for k, v in (self.claims | change).items() if v is not None}
        return self.signed(claims=claims)

    def with_public_key_as_secret(self) -> str:
        head = b64(self.header | {"alg": "HS256", "kid": "bare"})
        message = f"{head}.{b64(self.claims)}"
        secret = BARE.as_pem(private=False)
        return f"{message}.{b64(hmac.digest(secret, message.encode(), 'sha256'))}"


def b64(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def encrypted() -> str:
    secret = OctKey.generate_key(256)
    return jwe.encrypt_compact(
        {"alg": "dir", "enc": "A256GCM", "typ": "at+jwt", "zip": "DEF"},
        b"a" * 100_000,
        secret,
        algorithms=["dir", "A256GCM", "DEF"],
    )


Made = Callable[[Forger], str]
BAD: dict[str, Made] = {
    "empty": lambda f: "",
    "not a token": lambda f: "ana",
    "algorithm none": lambda f: f"{b64(f.header | {'alg': 'none'})}.{b64(f.claims)}.",
    "algorithm None": lambda f: f"{b64(f.header | {'alg': 'None'})}.{b64(f.claims)}.",
    "algorithm nOnE": lambda f: f"{b64(f.header | {'alg': 'nOnE'})}.{b64(f.claims)}.",
    "algorithm none, signed": lambda f: f.head().replace(
        b64(f.header), b64(f.header | {"alg": "none"})
    ),
    "no algorithm": lambda f: f"{b64({'typ': 'at+jwt', 'kid': f.header['kid']})}.{b64(f.claims)}.",
    "algorithm a list": lambda f: f"{b64(f.header | {'alg': ['ES256']})}.{b64(f.claims)}.AAAA",
    "public key as HMAC secret": lambda f: f.with_public_key_as_secret(),
    "RS256 is not allowed": lambda f: f.signed(
        f.header | {"alg": "RS256", "kid": "bare"}, key=BARE
    ),
    "RS256 with the PS256 key": lambda f: f.signed(
        f.header | {"alg": "RS256", "kid": "pss"}, key=PS
    ),
    "ES256 said of an RSA key": lambda f: f.head(kid="pss"),
    "PS256 said of an EC key": lambda f: f.signed(f.header | {"alg": "PS256"}, key=PS),
    "empty signature": lambda f: f.head().rsplit(".", 1)[0] + ".",
    "no signature": lambda f: f.head().rsplit(".", 1)[0],
    "truncated": lambda f: f.head()[:-4],
    "two dots extra": lambda f: f.head() + "..",
    "DER instead of raw signature": lambda f: f.head().rsplit(".", 1)[0] + "." + b64(b"0" * 70),
    "signature of zeros": lambda f: f.head().rsplit(".", 1)[0] + "." + b64(bytes(64)),
    "claims changed": lambda f: f.head().replace(b64(f.claims), b64(f.claims | {"sub": "ben"})),
    "signed by a stranger": lambda f: f.signed(key=OTHER),
    "algorithm named twice": lambda f: f.signed(
        b'{"alg":"none",' + json.dumps(f.header).encode()[1:]
    ),
    "unknown kid": lambda f: f.head(kid="gone"),
    "no kid": lambda f: f.head(kid=None),
    "kid a number": lambda f: f.head(kid=1),
    "kid a path": lambda f: f.head(kid="../../../dev/null"),
    "kid with SQL": lambda f: f.head(kid="good' OR '1'='1"),
    "jku of an attacker": lambda f: f.signed(
        f.header | {"kid": "theirs", "jku": "https://evil.example/jwks"}, key=OTHER
    ),
    "x5u of an attacker": lambda f: f.signed(
        f.header | {"kid": "theirs", "x5u": "https://evil.example/x"}, key=OTHER
    ),
    "key brought along": lambda f: f.signed(
        f.header | {"jwk": OTHER.as_dict(private=False)}, key=OTHER
    ),
    "unknown crit": lambda f: f.head(crit=["exotic"], exotic=True),
    "crit of b64": lambda f: f.head(crit=["b64"], b64=True),
    "ID token": lambda f: f.head(typ="JWT"),
    "no type": lambda f: f.head(typ=None),
    "refresh token": lambda f: f.head(typ="rt+jwt"),
    "header a list": lambda f: f.signed([f.header]),
    "header not UTF-8": lambda f: f.signed(b'{"alg":"ES256","\xff":1}'),
    "claims not UTF-8": lambda f: f.signed(claims=b"\xff\xfe"),
    "claims not JSON": lambda f: f.signed(claims=b"sub=ana"),
    "claims a list": lambda f: f.signed(claims=[f.claims]),
    "subject named twice": lambda f: f.signed(
        claims=json.dumps(f.claims)[:-1].encode() + b',"sub":"ben"}'
    ),
    "claims too deep": lambda f: f.signed(claims=b'{"sub":' * 50 + b"1" + b"}" * 50),
    "audience of another": lambda f: f.token_with(aud="trains"),
    "audience and more": lambda f: f.token_with(aud=[f.claims["aud"], "trains"]),
    "audience a prefix": lambda f: f.token_with(aud=f.claims["aud"] + ".example"),
    "audience missing": lambda f: f.token_with(aud=None),
    "audience empty": lambda f: f.token_with(aud=[]),
    "issuer with a slash": lambda f: f.token_with(iss=f.claims["iss"] + "/"),
    "issuer in capitals": lambda f: f.token_with(iss=f.claims["iss"].upper()),
    "other realm": lambda f: f.token_with(iss=f.claims["iss"] + "/realms/two"),
    "issuer missing": lambda f: f.token_with(iss=None),
    "expiry a string": lambda f: f.token_with(exp=str(f.now + 300)),
    "expiry a float": lambda f: f.token_with(exp=f.now + 300.5),
    "expiry without end": lambda f: f.signed(
        claims=json.dumps(f.claims).replace(str(f.now + 300), "1e400").encode()
    ),
    "expiry not a number": lambda f: f.signed(
        claims=json.dumps(f.claims).replace(str(f.now + 300), "NaN").encode()
    ),
    "expiry true": lambda f: f.token_with(exp=True),
    "expiry negative": lambda f: f.token_with(exp=-1),
    "expiry missing": lambda f: f.token_with(exp=None),
    "expired 61 seconds ago": lambda f: f.token_with(iat=f.now - 300, exp=f.now - 61),
    "issued in 61 seconds": lambda f: f.token_with(iat=f.now + 61),
    "issued missing": lambda f: f.token_with(iat=None),
    "issued long ago": lambda f: f.token_with(iat=f.now - 86_400),
    "issued after it expires": lambda f: f.token_with(iat=f.now + 40, exp=f.now + 30),
    "lives 601 seconds": lambda f: f.token_with(exp=f.now + 601),
    "not before the future": lambda f: f.token_with(nbf=f.now + 61),
    "subject missing": lambda f: f.token_with(sub=None),
    "subject empty": lambda f: f.token_with(sub=""),
    "subject a number": lambda f: f.token_with(sub=1),
    "encrypted and compressed": lambda f: encrypted(),
    "a megabyte": lambda f: f.token_with(note="x" * 1_000_000),
    "spaces inside": lambda f: f.head().replace(".", " ."),
    "letters of no alphabet": lambda f: f.head() + "ä",
}
GOOD: dict[str, Made] = {
    "plain": lambda f: f.head(),
    "PS256": lambda f: f.signed(f.header | {"alg": "PS256", "kid": "pss"}, key=PS),
    "PS256 with a key for anything": lambda f: f.signed(
        f.header | {"alg": "PS256", "kid": "bare"}, key=BARE
    ),
    "full media type": lambda f: f.head(typ="application/at+jwt"),
    "audience in a list": lambda f: f.token_with(aud=[f.claims["aud"]]),
    "jku is not looked at": lambda f: f.head(jku="https://evil.example/jwks"),
    "expired 59 seconds ago": lambda f: f.token_with(iat=f.now - 300, exp=f.now - 59),
    "issued in 60 seconds": lambda f: f.token_with(iat=f.now + 60),
    "lives 600 seconds": lambda f: f.token_with(exp=f.now + 600),
}
