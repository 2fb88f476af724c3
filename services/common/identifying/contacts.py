"""Where somebody can be reached, as people write it: phones, addresses of mail, streets."""

import re
from enum import StrEnum

from phonenumbers import PhoneNumberMatcher

from services.common.identifying.streets import MORE_STREETS, STREETS
from shared.kernel.letters import folded, visible
from shared.web.fields import REGION

# 24.12.2026, 24.12., 2026-12-24 and 08.30-15.30 have the digits of a number, and are none.
DAY = r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\s?\d\d)?|\d{4}-\d\d-\d\d"
TIME = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
DAY_OR_TIME = re.compile(rf"(?<![\d.+/-])(?:{DAY}|{TIME}(?:\s?[-–]\s?{TIME})?)(?![\d.]*\d)")

AT = r"\s?[([{<]\s?(?:at|ät|a|@|miukumauku|kissanhäntä)\s?[)\]}>]\s?|\s+ät\s+|\s*@\s*"
DOT = r"\s?[([{]\s?(?:dot|piste|punkt)\s?[)\]}]\s?|\s+(?:dot|piste|punkt)\s+|\."
MAIL = re.compile(rf"[\w.+-]+(?:{AT})[\w-]+(?:(?:{DOT})[\w-]+)+")
MAIL_IN_WORDS = re.compile(rf"\w+[._]\w+ at [\w-]+(?:{DOT})[a-z]{{2,}}|\w+ at gmail", re.IGNORECASE)

ENDINGS = "(?:n|en|lla|llä|lle|lta|ltä|ssa|ssä|sta|stä|s|ens|ns|a|e)?"
ROADS = ("valtatie", "kantatie", "moottoritie", "maantie", "seututie", "yhdystie", "rautatie")
NUMBER = r"\s+\d{1,3}(?![\d.,:]*\d|\s*(?:%|€|eur|kr|min|h\b|vuo|v\b|viik|kpl|kertaa|krt|m\b|km))"
STREET = re.compile(rf"\b([^\W\d_]{{2,}}?)({'|'.join(STREETS)}){ENDINGS}{NUMBER}")
STREET_OF_NAME = re.compile(rf"\b([^\W\d_]{{2,}}?)({'|'.join(MORE_STREETS)}){ENDINGS}{NUMBER}")


class Contact(StrEnum):
    PHONE = "PHONE"
    MAIL = "MAIL"
    STREET = "STREET"


def contact_in(text: str) -> Contact | None:
    """The first kind of contact that the text holds."""
    content = visible(text)
    if PhoneNumberMatcher(DAY_OR_TIME.sub("–", content), REGION).has_next():
        return Contact.PHONE
    if MAIL.search(content) or MAIL_IN_WORDS.search(content):
        return Contact.MAIL
    return Contact.STREET if _has_street(content) else None


def _has_street(text: str) -> bool:
    """A street with a number; what also ends as a word does must have a capital of a name."""
    if any(not _is_road(match) for match in STREET.finditer(folded(text))):
        return True
    return any(_is_capital(text, match) for match in STREET_OF_NAME.finditer(folded(text)))


def _is_road(match: re.Match[str]) -> bool:
    return match.group().startswith(ROADS)


def _is_capital(text: str, match: re.Match[str]) -> bool:
    return text[match.start()].isupper() and not _is_road(match)
