"""Measures that several programmes share, so that a programme need only name their codes.

3X10D has no total score; of its ten items only the subject is named here, not the question.
"""

from decimal import Decimal

from services.common.measures import GAS, ITEMS_3X10D, OF_3X10D, item_3x10d
from services.common.programme.programme import Indicator
from services.common.programme.words import Words

_3X10D = (
    ("Terveys", "Hälsa", "Health"),
    ("Vaikeuksien voittaminen", "Att övervinna svårigheter", "Overcoming difficulties"),
    ("Asuminen", "Boende", "Housing"),
    ("Arjen sujuminen", "Vardagen", "Daily coping"),
    ("Perhe", "Familj", "Family"),
    ("Luotettavat ystävät", "Pålitliga vänner", "Trusted friends"),
    ("Raha-asiat", "Ekonomi", "Finances"),
    ("Vahvuuksien kehittäminen", "Att utveckla sina styrkor", "Developing strengths"),
    ("Itsetunto", "Självkänsla", "Self-esteem"),
    ("Elämä kokonaisuutena", "Livet som helhet", "Life as a whole"),
)


def shared_indicators(code: str) -> tuple[Indicator, ...]:
    """The measures behind a code: "gas", "3x10d.6", or "3x10d" for all ten; () when unknown."""
    if code == "3x10d":
        return tuple(map(_item, ITEMS_3X10D))
    numbers = {item_3x10d(number): number for number in ITEMS_3X10D}
    if code in numbers:
        return (_item(numbers[code]),)
    return (_GAS,) if code == "gas" else ()


def _item(number: int) -> Indicator:
    fi, sv, en = _3X10D[number - 1]
    words = Words(fi=fi, sv=sv, en=en)
    return _indicator(item_3x10d(number), words, *OF_3X10D)


def _indicator(code: str, name: Words, lowest: int, highest: int) -> Indicator:
    return Indicator(code=code, name=name, lowest=Decimal(lowest), highest=Decimal(highest))


_GAS = _indicator(
    "gas",
    Words(fi="Tavoitteiden saavuttaminen", sv="Måluppfyllelse", en="Goal attainment"),
    *GAS,
)
