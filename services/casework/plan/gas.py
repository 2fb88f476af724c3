"""Goal attainment scaling: one figure for goals that are each somebody's own.

Kiresuk and Sherman 1968: T = 50 + 10·Σwx / √((1−r)Σw² + r(Σw)²), where x is a goal's score from
-2 to +2, w its weight and r the expected correlation of the scores, by convention 0.3. All goals
reached as expected give 50.
"""

from collections.abc import Sequence
from decimal import Decimal

from services.common.measures import GAS

CORRELATION = Decimal("0.3")
LOWEST, HIGHEST = GAS


def t_score(scored: Sequence[tuple[Decimal, int]]) -> Decimal | None:
    """T of (weight, score) pairs with two decimals, None when nothing is scored yet."""
    if not scored:
        return None
    reached = sum((weight * score for weight, score in scored), Decimal())
    squares = sum((weight**2 for weight, _ in scored), Decimal())
    square = sum((weight for weight, _ in scored), Decimal()) ** 2
    spread = ((1 - CORRELATION) * squares + CORRELATION * square).sqrt()
    return (50 + 10 * reached / spread).quantize(Decimal("0.01"))
