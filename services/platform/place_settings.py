"""Settings that say of places what no list of ours knows: whom people there call."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.common import geography
from services.common.geography import SOCIAL_EMERGENCY
from shared.kernel.settings import listed, setting

A_PHONE = re.compile(r"\+?[0-9][0-9 ]{1,20}")


def social_emergency(text: str) -> dict[str, str]:
    """Phones by what they are for: `05=+358 2 000 0000` for each county."""
    numbers = dict[str, str]()
    for part in listed(text):
        code, _, phone = (each.strip() for each in part.partition("="))
        if code not in geography.counties():
            raise ValueError(f"names {code}, which is no county's code.")
        if not A_PHONE.fullmatch(phone):
            raise ValueError(f"gives {phone} for {code}, which is no phone number.")
        numbers[SOCIAL_EMERGENCY + code] = phone
    return numbers


@dataclass(frozen=True)
class PlaceSettings:
    """What the settings of a process say of places."""

    numbers: Mapping[str, str] | None = setting(
        "RINNALLA_SOCIAL_EMERGENCY",
        "The phones of the counties' social emergency services, by the county's code. Who is "
        "worried about a child's safety reads theirs; for a county that is not named they read "
        "that 112 connects them. See that they are right.",
        example="05=+358 2 000 0000",
        read=social_emergency,
        default=None,
    )
