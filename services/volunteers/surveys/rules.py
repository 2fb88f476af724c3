"""Vouchers that are written nowhere, and the box in which answers lose their order.

A voucher is half chance, half a stamp made of that chance under a key of the organisation: it can
be checked without being kept, so nothing that is stored leads from it to who drew it. Nothing
here reads a clock or a database.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Self

from services.common.survey import FEWEST, QUESTIONS, SCALE
from services.volunteers.surveys.events import Counted
from shared.kernel.aggregate import Refused
from shared.web.return_codes import LENGTH, letters

HALF = LENGTH // 2  # 49 bits of chance, and as many of the stamp
PAGE = 8192  # characters to a multiple of which a box is filled: its size tells nothing
Sign = Callable[[str], str]  # a token of a text, under the organisation's key of a year
Answer = tuple[int, ...]  # to each question, in their order


def voucher(chance: str, sign: Sign) -> str:
    """The code made of 128 bits of chance in base64; without dashes."""
    half = letters(chance, HALF)
    return half + letters(sign(half), HALF)


def is_ours(code: str, sign: Sign) -> bool:
    stamp = letters(sign(code[:HALF]), HALF)
    return hmac.compare_digest(code[HALF:].encode(), stamp.encode())


@dataclass(frozen=True)
class Box:
    """The answers of one organisation that wait to be counted, sorted: in which order they came
    is lost, and so is when, but for the month of the latest.
    """

    month: str = ""  # of the latest answer, such as 2026-11; empty: none waits
    answers: tuple[Answer, ...] = ()
    used: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # year -> codes' digests

    def put_in(self, answer: Answer, digest: str, *, year: str, month: str) -> Self:
        """With this answer among the others; raises `Refused` where the voucher was used."""
        before = self.used.get(year, ())
        if digest in before:
            raise Refused("This code has been used.", code="voucher_used", field="code")
        used = {**self.used, year: tuple(sorted((*before, digest)))}
        return replace(self, month=month, answers=tuple(sorted((*self.answers, answer))), used=used)

    def is_ripe(self, month: str) -> bool:
        """Enough of them, the latest of an earlier month: when it is counted tells of nobody."""
        return len(self.answers) >= FEWEST and self.month < month

    def emptied(self, month: str) -> Self:
        """Without the answers; vouchers of this year and the last stay used."""
        still = (month[:4], str(int(month[:4]) - 1))
        used = {year: codes for year, codes in self.used.items() if year in still}
        return replace(self, month="", answers=(), used=used)

    def written(self) -> str:
        """As a text of which not even the length tells how much is in it."""
        text = json.dumps(asdict(self), separators=(",", ":"))
        return text.ljust(-(-len(text) // PAGE) * PAGE)


def box_in(text: str) -> Box:
    read = json.loads(text)
    answers = tuple(tuple(answer) for answer in read["answers"])
    used = {year: tuple(codes) for year, codes in read["used"].items()}
    return Box(read["month"], answers, used)


def counted(answers: tuple[Answer, ...]) -> tuple[Counted, ...]:
    """How many gave each answer to each question."""
    return tuple(
        Counted(
            question=code,
            answers=tuple(sum(each[place] == number for each in answers) for number in SCALE),
        )
        for place, code in enumerate(QUESTIONS)
    )
