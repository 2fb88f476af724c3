"""A further version of one of the region's programmes, published as an administrator would."""

import re
from collections.abc import Mapping
from typing import Any

from services.common.programme.loader import PROGRAMMES
from tests.platform import Stepped


def publish(
    platform: Stepped,
    code: str,
    version: int,
    *,
    words: Mapping[str, str] | None = None,
    **facts: Any,
) -> None:
    """The programme of the file, but for these facts, and with these words in place of others."""
    text = (PROGRAMMES / f"{code}.yaml").read_text(encoding="utf-8")
    for name, value in {"version": version, **facts}.items():
        line = f"{name}: {value}"
        text, count = re.subn(rf"^{name}: .*$", line, text, flags=re.MULTILINE)
        text += "" if count else f"{line}\n"
    for old, new in (words or {}).items():
        assert old in text, f"{code}.yaml does not say {old}."
        text = text.replace(old, new)
    answer = platform.caller("admin").post("/referral/api/v1/programmes", {"yaml": text})
    assert (answer.status_code, answer.json.get("version")) == (201, version), answer.text
