"""What a plan of independence must say, and how much of the support has somebody to replace it."""

from collections.abc import Sequence

from services.casework.independence.events import AreaPlan
from shared.kernel.aggregate import Invalid


def filled(areas: Sequence[AreaPlan]) -> tuple[AreaPlan, ...]:
    """The areas of which something is said."""
    return tuple(each for each in areas if _says(each))


def must_make_sense(areas: Sequence[AreaPlan]) -> None:
    if not areas:
        raise Invalid("Say something of at least one area.", code="areas", missing=["areas"])
    codes = [each.area for each in areas]
    if len(codes) != len(set(codes)):
        raise Invalid("Each area stands in the plan once.", code="areas")


def unreplaced(areas: Sequence[AreaPlan]) -> list[AreaPlan]:
    """Where something is needed and nobody is named who takes over."""
    return [each for each in areas if each.needs and not each.replaced_by]


def _says(each: AreaPlan) -> bool:
    return bool(each.can or each.needs or each.supporter or each.replaced_by or each.until)
