"""The whole table."""

from tests.bad_input.amounts import AMOUNTS, CLOCKS, DAYS, MOMENTS, NUMBERS, WHOLES
from tests.bad_input.forms import CHOICES, FORMS
from tests.bad_input.texts import LINES, TEXTS

OF_FIELDS = (
    *(*TEXTS, *LINES, *DAYS, *MOMENTS, *CLOCKS, *WHOLES, *NUMBERS, *AMOUNTS),
    *(*CHOICES, *FORMS),
)
