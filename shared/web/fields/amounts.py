"""Numbers, money, days, times, yes or no."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields

from shared.kernel.days import iso_day
from shared.web.fields.naming import number_in, short
from shared.web.formats import read_clock, read_day
from shared.web.sentences import NOT_A_MOMENT, NOT_A_NUMBER, NOT_WHOLE, Sentence

FAR = 1_000_000_000  # no number that people write down lies farther from nought
DIGITS = re.compile("[0-9]{1,19}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?\S+")


class Day(fields.Date):
    """A date as YYYY-MM-DD, in years that people of today can have."""

    def typed(self, text: str) -> str:
        try:
            return read_day(text).isoformat()
        except ValueError:
            return text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> date:
        try:
            if not isinstance(value, str):
                raise ValueError
            day = iso_day(value)
        except ValueError:
            wrong = Sentence("{value} is not a date such as 2026-01-31.", value=short(value))
            raise ValidationError(wrong) from None
        if not 1900 <= day.year <= 2100:
            raise ValidationError(Sentence("{day} is not between 1900 and 2100.", day=day))
        return day


class Moment(fields.AwareDateTime):
    """A moment with its offset; one before 1900 or after 2100 is as good as that border."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if not (isinstance(value, str) and MOMENT.fullmatch(value)):
            raise ValidationError(NOT_A_MOMENT)
        try:
            moment: datetime = super()._deserialize(value, attr, data, **more)
        except ValidationError:
            raise ValidationError(NOT_A_MOMENT) from None
        first, last = (datetime(year, 1, 2, tzinfo=UTC) for year in (1900, 2100))
        if moment.year < first.year:
            return first
        return last if moment.year > last.year else moment


class Clock(fields.String):
    """A time of day, such as 15.00 or 15:00; kept as HH:MM, empty when not told.

    One that is required is told.
    """

    TIME = "([01]?[0-9]|2[0-3])[.:][0-5][0-9]"

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        self.form = rf"^{self.TIME}\Z" if required else rf"^({self.TIME})?\Z"
        metadata = {"pattern": self.form, "example": "15:00"}
        super().__init__(metadata=metadata, required=required, **options)

    def typed(self, text: str) -> str:
        try:
            return read_clock(text)
        except ValueError:
            return text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **more))
        try:
            if not re.match(self.form, text):
                raise ValueError
            return read_clock(text) if text else ""
        except ValueError:
            wrong = Sentence("{value} is not a time of day such as 15.00.", value=short(value))
            raise ValidationError(wrong) from None


class YesNo(fields.Boolean):
    """Yes or no; in JSON true or false and nothing else."""

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={True}, falsy={False}, **options)

    def typed(self, text: str) -> bool | str:
        return {"yes": True, "true": True, "no": False, "false": False}.get(text, text)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Whole(fields.Integer):
    """A whole number from `least` to `most`; 1.5, true and "3" are none."""

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        metadata = {"minimum": least, "maximum": most, **options.pop("metadata", {})}
        super().__init__(metadata=metadata, **options)
        self.least, self.most = least, most

    def typed(self, text: str) -> int | str:
        """What somebody wrote into a form, as the number it is; anything else stays as it was."""
        number = number_in(text)
        return int(number) if isinstance(number, Decimal) and number == int(number) else text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError(NOT_WHOLE)
        if not self.least <= value <= self.most:
            raise ValidationError(
                Sentence("A number from {least} to {most}.", least=self.least, most=self.most)
            )
        return value


class Count(Whole):
    """A whole number within an address: digits and nothing else."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> int:
        if isinstance(value, str) and DIGITS.fullmatch(value):
            value = int(value)
        return super()._deserialize(value, attr, data, **more)


class Number(fields.Decimal):
    """A number with at most `decimals` decimals, from `least` to `most`; or `above` a border.

    Where no border is told, it is a thousand millions.
    """

    def __init__(
        self,
        *,
        least: int | None = None,
        above: int | None = None,
        most: int | None = None,
        decimals: int = 2,
        **options: Any,
    ) -> None:
        if most is None:
            most = FAR
        if least is None and above is None:
            least = -FAR
        borders = {"minimum": least, "exclusiveMinimum": above, "maximum": most}
        metadata = {name: border for name, border in borders.items() if border is not None}
        metadata["multipleOf"] = 10**-decimals
        super().__init__(metadata=metadata, **options)
        self.least, self.above, self.most, self.decimals = least, above, most, decimals

    def typed(self, text: str) -> Decimal | str:
        return number_in(text)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if isinstance(value, bool | str):  # a text that was read stands here as the number it is
            raise ValidationError(NOT_A_NUMBER)
        number: Decimal = super()._deserialize(value, attr, data, **more) + 0  # nil has no sign
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.decimals:
            raise ValidationError(Sentence("At most {most} decimals.", most=self.decimals))
        self._check_borders(number)
        return number

    def _check_borders(self, number: Decimal) -> None:
        if self.least is not None and number < self.least:
            raise ValidationError(Sentence("At least {least}.", least=self.least))
        if self.above is not None and number <= self.above:
            raise ValidationError(Sentence("More than {above}.", above=self.above))
        if self.most is not None and number > self.most:
            raise ValidationError(Sentence("At most {most}.", most=self.most))


class Money(fields.Decimal):
    """An amount of euros as text with a point, "12.50": a number would become a binary fraction.

    The form is one and the same wherever there is money; what is too much, a rule says.
    """

    FORM = r"^(0|[1-9][0-9]{0,6})(\.[0-9]{1,2})?\Z"

    def typed(self, text: str) -> str:
        return str(number_in(text))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> str | None:
        return None if value is None else f"{value:.2f}"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Decimal:
        if isinstance(value, str) and re.match(self.FORM, value):
            return Decimal(value)
        wrong = Sentence("{value} is not an amount such as 12.50.", value=short(value))
        raise ValidationError(wrong)
