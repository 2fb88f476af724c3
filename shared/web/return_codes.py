"""Codes with which somebody without an account comes back to what they wrote.

A code is made from the key of the form that was sent, under a key of the service's own: the same
form sent twice has the same code. Of the code only a keyed digest is kept, as a claim, which leads
to what was written; nobody can make a code out of it.
"""

import base64
import re
from uuid import UUID

from shared.kernel.aggregate import Aggregate
from shared.kernel.sealing import Sealing
from shared.work import Work

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letter or digit that looks like another
LENGTH = 20  # of 30 characters each: 98 bits
GROUP = 4  # characters that are written together
SCOPE = "return-code"  # of the claims
ANYBODY = UUID("5f1c6a0e-8f0b-4a57-9f1f-3d1f0f6f2c11")  # whose keys make codes: no organisation's


def code_of(sealing: Sealing, form_key: str) -> str:
    """The code of what was sent with that key, without dashes."""
    return letters(sealing.token(ANYBODY, "form-key", form_key), LENGTH)


def key_of_request(sealing: Sealing, client: str, sent: str) -> str:
    """The key of what a program sends: with the same `Idempotency-Key`, the same code."""
    return sealing.token(ANYBODY, "idempotency-key", f"{client} {sent}")


def letters(token: str, length: int) -> str:
    """128 bits in base64 as so many of our letters, at most 25."""
    number = int.from_bytes(base64.urlsafe_b64decode(token + "=="), "big")
    places = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        places.append(ALPHABET[place])
    return "".join(places)


def in_groups(code: str) -> str:
    """As it is read and written down: K7QM-2XVA-…"""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def read_code(text: str) -> str:
    """What somebody typed, however they wrote it; empty when it can be no code."""
    code = re.sub(r"[\s\-–.]", "", text[:100]).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def digest_of(sealing: Sealing, code: str) -> str:
    """What is kept of a code."""
    return sealing.token(ANYBODY, SCOPE, code)


def claim(work: Work, code: str, owner: Aggregate) -> str:
    """Let the code lead to the owner, and return its digest; raises `Taken`."""
    digest = digest_of(work.sealing, code)
    work.claim(SCOPE, digest, owner)
    return digest


def holder(work: Work, text: str) -> UUID | None:
    """The id of what a typed code leads to; None for everything else."""
    code = read_code(text)
    return work.holder(SCOPE, digest_of(work.sealing, code)) if code else None


def release(work: Work, digest: str) -> None:
    """Let the code lead nowhere."""
    work.release(SCOPE, digest)
