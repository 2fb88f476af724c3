"""Request fields and bodies that the chapters of this service share."""

from typing import Any

from marshmallow import ValidationError, fields

from shared.web.api import Body
from shared.web.fields import Day


class OnSchema(Body):
    on = Day(load_default=None)


class Whole(fields.Integer):
    """An integer from `least` to `most`; 1.5 and true are none."""

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        super().__init__(metadata={"minimum": least, "maximum": most}, **options)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        typed = isinstance(value, str) and value.strip().isdecimal()
        if not typed and (isinstance(value, bool) or not isinstance(value, int)):
            raise ValidationError("This is not a whole number.")
        if not self.least <= int(value) <= self.most:
            raise ValidationError(f"A number from {self.least} to {self.most}.")
        return int(value)
