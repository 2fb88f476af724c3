"""How a client of ours proves at the issuer who it is: by a secret, or by a private key.

With a key (`private_key_jwt`, RFC 7523) nothing that could be stolen at the issuer or on the way
is worth anything: each request for a token carries a statement of a minute, signed for it alone.
"""

import json
from collections.abc import Mapping
from typing import Any

from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oauth2.rfc7523.assertion import private_key_jwt_sign
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey

Proof = str | Key  # a secret, or the client's own private key
LIFETIME = 60  # seconds of one statement
LEAST_BITS = 2048  # of an RSA key


class OwnStatement(PrivateKeyJWT):
    """Signs with the key that the session has in the place of a secret."""

    def sign(self, auth: Any, token_endpoint: str) -> str:
        key: Key = auth.client_secret
        signed: str = private_key_jwt_sign(
            key,
            client_id=auth.client_id,
            token_endpoint=token_endpoint,
            alg=algorithm_of(key),
            header={"kid": key.kid},
            expires_in=LIFETIME,
        )
        return signed


def session_of(client_id: str = "", client_secret: Proof = "", **options: Any) -> OAuth2Session:
    """A session that asks for tokens as this client; `client_secret` is its proof.

    Without a client it only reads what the issuer tells everybody.
    """
    if isinstance(client_secret, str):
        return OAuth2Session(client_id, client_secret, **options)
    options |= {"token_endpoint_auth_method": OwnStatement.name}
    session = OAuth2Session(client_id, client_secret, **options)
    session.register_client_auth_method(OwnStatement())
    return session


def private_key(text: bytes) -> Key:
    """The private key of a PEM or JWK file; raises `ValueError` with the end of a sentence."""
    try:
        key = _imported(text)
    except (JoseError, ValueError, TypeError, KeyError) as wrong:
        raise ValueError("holds neither a PEM nor a JWK of one private key.") from wrong
    if not key.is_private:
        raise ValueError("holds a public key; ours must be private.")
    check_strength(key)
    key.ensure_kid()
    return key


def public_key(content: Mapping[str, Any]) -> dict[str, Any]:
    """The public JSON Web Key, with a name; raises `ValueError` for a private or another one."""
    kinds: dict[str, type[ECKey | RSAKey]] = {"EC": ECKey, "RSA": RSAKey}
    try:
        key = kinds[str(content.get("kty"))].import_key(dict(content))
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise ValueError("is no JSON Web Key of one public key.") from wrong
    if key.is_private:
        raise ValueError("is a private key.")
    check_strength(key)
    key.ensure_kid()
    return {**key.as_dict(private=False), "kid": key.kid}


def check_strength(key: Key) -> None:
    """Raise `ValueError` unless it is of a kind to sign with: EC P-256, or RSA of 2048 bits."""
    if isinstance(key, ECKey) and key.curve_name == "P-256":
        return
    if isinstance(key, RSAKey) and key.raw_value.key_size >= LEAST_BITS:
        return
    raise ValueError(f"must hold a key on the curve P-256, or an RSA key of {LEAST_BITS} bits.")


def algorithm_of(key: Key) -> str:
    return "ES256" if isinstance(key, ECKey) else "PS256"


def _imported(text: bytes) -> Key:
    if not text.lstrip().startswith(b"{"):
        return ECKey.import_key(text) if _is_elliptic(text) else RSAKey.import_key(text)
    kinds: dict[str, type[ECKey | RSAKey]] = {"EC": ECKey, "RSA": RSAKey}
    content = json.loads(text)
    return kinds[content.get("kty", "")].import_key(content)


def _is_elliptic(pem: bytes) -> bool:
    try:
        ECKey.import_key(pem)
    except (JoseError, ValueError, TypeError):
        return False
    return True
