"""How the texts of settings are read that name databases and keys: a value, or why there is none.

Each raises `ValueError` with the end of a sentence that begins with the setting's name.
"""

from pathlib import Path

from joserfc.jwk import Key
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from shared.identity.proof import private_key

DRIVER = "postgresql+psycopg"
DATABASE = f"{DRIVER}://rinnalla_{{service}}:…@db:5432/rinnalla_{{service}}"


def database_address(text: str) -> str:
    """A PostgreSQL address with {service} in it."""
    try:
        url = make_url(text.replace("{service}", "any"))
    except ArgumentError as wrong:
        raise ValueError(f"is no database address; it must look like {DATABASE}.") from wrong
    if url.drivername != DRIVER:
        raise ValueError(f"begins with {url.drivername}, not {DRIVER}.")
    if "{service}" not in text:
        raise ValueError("must hold {service}: services may not share a database.")
    return text


def private_key_file(text: str) -> Key:
    """The private key that the file holds."""
    try:
        content = Path(text).read_bytes()
    except OSError as why:
        raise ValueError(f"names {text}, which cannot be read: {why.strerror}.") from why
    try:
        return private_key(content)
    except ValueError as wrong:
        raise ValueError(f"names {text}, which {wrong}") from wrong
