"""How the name of a street ends, and the street of an address."""

import re

STREETS = ("katu", "kadu", "kuja", "gata", "väg", "gränd", "stig")
MORE_STREETS = (
    "tie",
    "ti",
    "polku",
    "polu",
    "raitti",
    "raiti",
    "kaari",
    "kaare",
    "rinte",
    "rinne",
    "aukio",
    "väylä",
    "tori",
)


def street_in(address: str) -> str:
    """The street's name in an address, where it has the form of one."""
    words = re.split(r"[\s,]+", address.strip())
    is_street = re.fullmatch(rf".{{2,}}({'|'.join((*STREETS, *MORE_STREETS))})\w{{0,2}}", words[0])
    return words[0] if is_street else ""
