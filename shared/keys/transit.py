"""People's keys wrapped by the transit engine of OpenBao or Vault, which never shows its key.

https://openbao.org/api-docs/secret/transit/: `encrypt`, `decrypt` and `rewrap` of a named key,
with associated data. Its ciphertexts name the version of the key, so `name` is that version.
"""

from base64 import b64decode, b64encode
from typing import Any

import requests

from shared.keys.wrapping import NoWrappingKey, WrappingAway

PATIENCE = 5.0  # seconds


class TransitWrapping:
    """`address` is that of the key, such as https://bao.example/v1/transit/keys/rinnalla."""

    def __init__(self, address: str, token: str, session: requests.Session | None = None) -> None:
        mount, _, self._key = address.rpartition("/keys/")
        self._mount, self._about = mount, address
        self._session = session or requests.Session()
        self._session.headers["X-Vault-Token"] = token

    @property
    def name(self) -> str:
        """The newest version of the key, such as `v3`."""
        return f"v{self._request('get', f'keys/{self._key}', {})['latest_version']}"

    def wrap(self, secret: bytes, about: bytes) -> tuple[str, bytes]:
        given = {"plaintext": b64encode(secret).decode(), "associated_data": _text(about)}
        wrapped: str = self._request("post", f"encrypt/{self._key}", given)["ciphertext"]
        return wrapped.split(":")[1], wrapped.encode()

    def unwrap(self, name: str, wrapped: bytes, about: bytes) -> bytes:
        given = {"ciphertext": wrapped.decode(), "associated_data": _text(about)}
        return b64decode(self._request("post", f"decrypt/{self._key}", given)["plaintext"])

    def begin_new(self) -> str:
        """Let the engine make a new version of the key; its name."""
        self._request("post", f"keys/{self._key}/rotate", {})
        return self.name

    def names(self) -> tuple[str, ...]:
        """The engine keeps its versions itself."""
        return (self.name,)

    def forget(self, name: str) -> None:
        """Old versions stay: the engine's own `min_decryption_version` ends them."""

    def _request(self, method: str, path: str, body: dict[str, str]) -> Any:
        try:
            answer = self._session.request(
                method, f"{self._mount}/{path}", json=body or None, timeout=PATIENCE
            )
        except requests.RequestException as away:
            raise WrappingAway(f"{self._about} does not answer: {away}") from away
        if not answer.ok:
            raise NoWrappingKey(f"{self._about} answers {answer.status_code}: {answer.text[:200]}")
        return answer.json().get("data", {}) if answer.content else {}


def _text(about: bytes) -> str:
    return b64encode(about).decode()
