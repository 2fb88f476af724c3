"""Settings: an environment read once into a frozen dataclass; all errors are reported together.

Each field is made by `setting`, which says its name in the environment, what it means and how its
text is read. An empty text counts as missing. The caller passes the environment in.
"""

import base64
import binascii
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar
from urllib.parse import urlsplit

from shared.kernel import strictjson

SECRET_LENGTH = 32  # characters of a secret, bytes of a key; shorter ones can be guessed


class Dataclass(Protocol):
    """Any dataclass whose fields are settings."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


S = TypeVar("S", bound=Dataclass)


class WrongSettings(Exception):
    """Everything that keeps the process from starting, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Meaning:
    """What a setting is called in the environment, and what its reference says of it."""

    name: str
    text: str
    example: str
    read: Callable[[str], Any]  # raises ValueError with the end of a sentence: "is no …"


def setting(
    name: str,
    meaning: str,
    *,
    example: str,
    read: Callable[[str], Any] = str,
    default: Any = "",
    secret: bool = False,
) -> Any:
    """A field of a settings dataclass. A secret one stays out of its `repr`."""
    metadata = {"meaning": Meaning(name, meaning, example, read)}
    return field(default=default, repr=not secret, metadata=metadata)


def meanings(kind: type[S]) -> dict[str, Meaning]:
    """The settings by the name of their field, in the order in which they are declared."""
    return {each.name: each.metadata["meaning"] for each in fields(kind)}


def load(
    kind: type[S],
    environment: Mapping[str, str],
    *,
    prefix: str,
    needed: Collection[str] = (),
    unsafe: Callable[[S], Iterable[str]],
) -> S:
    """The settings; raises `WrongSettings` with all that is missing, wrong, unknown or unsafe.

    `needed` names fields that may not be missing. What begins with `prefix` and is no setting is
    taken for a misspelt one. `unsafe` says which values do not go together.
    """
    declared = meanings(kind)
    problems = list(_unknown(environment, prefix, [each.name for each in declared.values()]))
    values: dict[str, Any] = {}
    for name, meaning in declared.items():
        text = environment.get(meaning.name, "").strip()
        if not text and name in needed:
            problems.append(f"{meaning.name} is missing: {meaning.text} Such as {meaning.example}")
        if not text:
            continue
        try:
            values[name] = meaning.read(text)
        except ValueError as wrong:
            problems.append(f"{meaning.name} {wrong}")
    settings = kind(**values)
    problems += unsafe(settings)
    if problems:
        raise WrongSettings(problems)
    return settings


def _unknown(environment: Mapping[str, str], prefix: str, names: list[str]) -> Iterable[str]:
    for name in sorted(environment):
        if name.startswith(prefix) and name not in names:
            (near,) = get_close_matches(name, names, n=1, cutoff=0.0)
            yield f"{name} is no setting. The nearest is {near}."


def flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(f"is {text!r}; it can be 1 or 0.")
    return text == "1"


def number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) == 0:
        raise ValueError(f"is {text!r}; it must be a whole number from 1.")
    return int(text)


def listed(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def web_address(text: str) -> str:
    """An http or https address, without the slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"is {text!r}; it must be an address such as https://example.org.")
    if parts.username is not None:
        raise ValueError("names somebody before the @; an address here holds no sign-in.")
    return text.rstrip("/")


def host_and_port(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
        raise ValueError(f"is {text!r}; it must be host:port, such as 127.0.0.1:8000.")
    return text


def secret_file(text: str) -> str:
    """The secret that the file holds, without the line's end."""
    try:
        return _content(text).decode().strip()
    except UnicodeDecodeError:
        raise ValueError(f"names {text}, which is not text in UTF-8.") from None


def keys_file(text: str) -> dict[str, dict[str, bytes]]:
    """Keys by owner and id, in the file's order: {"owner": {"id": "base64", …}, …}."""
    try:
        content = strictjson.loads(_content(text))
        keys = {
            owner: {key: base64.b64decode(value, validate=True) for key, value in its.items()}
            for owner, its in content.items()
        }
    except (AttributeError, TypeError, binascii.Error, strictjson.NotStrict) as wrong:
        form = '{"owner": {"id": "base64"}}'
        raise ValueError(f"names {text}, which is not of the form {form}.{_why(wrong)}") from wrong
    for owner, its in keys.items():
        for key, value in its.items():
            if len(value) < SECRET_LENGTH:
                raise ValueError(
                    f"names {text}, where key {key!r} of {owner} has {len(value)} bytes, "
                    f"not {SECRET_LENGTH}."
                )
    return keys


def security_file(text: str) -> dict[str, Any]:
    """A JSON object of settings about signing in and encrypting, and about nothing else."""
    try:
        content = strictjson.loads(_content(text))
        strange = sorted(
            name for name in content if not name.startswith(("security_", "sasl_", "ssl_"))
        )
    except (AttributeError, TypeError, strictjson.NotStrict) as wrong:
        form = '{"security_…": …}'
        raise ValueError(f"names {text}, which is not of the form {form}.{_why(wrong)}") from wrong
    if strange:
        raise ValueError(f"names {text}, where {strange[0]!r} is no setting about security.")
    return dict(content)


def _why(wrong: Exception) -> str:
    return f" {wrong}" if isinstance(wrong, strictjson.NotStrict) else ""


def _content(path: str) -> bytes:
    try:
        content = Path(path).read_bytes()
    except OSError as why:
        raise ValueError(f"names {path}, which cannot be read: {why.strerror}.") from why
    if not content.strip():
        raise ValueError(f"names {path}, which is empty.")
    return content
