"""Whether the codes that a programme uses are codes of the platform.

A programme as published holds them as plain text; whoever writes one is told of a wrong word.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from services.common.codes import ClientStatus, Need, ReferrerKind, SubjectKind
from services.common.programme.programme import Programme
from shared.web.sentences import Sentence

Path = tuple[str | int, ...]
CONDITION_FIELDS: dict[str, type[StrEnum]] = {"client_status": ClientStatus, "needs": Need}


def unknown_codes(programme: Programme) -> Iterator[tuple[Path, Sentence]]:
    """The place of each code that is in no list, and what is wrong with it there."""
    audience = programme.audience
    lists: tuple[tuple[Path, tuple[str, ...], type[StrEnum]], ...] = (
        (("audience", "kinds"), audience.kinds, SubjectKind),
        (("audience", "secondary"), audience.secondary, SubjectKind),
        (("audience", "ages_of"), audience.ages_of, SubjectKind),
        (("audience", "client_statuses"), audience.client_statuses, ClientStatus),
        (("needs",), programme.needs, Need),
        (("routes",), programme.routes, ReferrerKind),
    )
    for path, given, codes in lists:
        yield from _unknown(path, given, codes)
    for place, exclusion in enumerate(programme.exclusions):
        path = ("exclusions", place, "condition")
        vocabulary = CONDITION_FIELDS.get(exclusion.condition.field)
        if vocabulary is None:
            yield (*path, "field"), not_one_of(CONDITION_FIELDS)
            continue
        yield from _unknown((*path, "values"), exclusion.condition.values, vocabulary)


def not_one_of(values: Iterable[str]) -> Sentence:
    return Sentence("is not one of {choices}", choices=", ".join(values))


def _unknown(
    path: Path, given: Iterable[str], codes: type[StrEnum]
) -> Iterator[tuple[Path, Sentence]]:
    values = [code.value for code in codes]
    for place, code in enumerate(given):
        if code not in values:
            yield (*path, place), not_one_of(values)
