"""What in a text tells who somebody is, before anybody may know: names, numbers, addresses."""

from services.common.identifying.checks import (
    check_anonymous,
    check_nameless,
    check_tells_no_place,
)
from services.common.identifying.contacts import contact_in
from services.common.identifying.names import Naming, naming_in
from services.common.identifying.streets import street_in

__all__ = [
    "Naming",
    "check_anonymous",
    "check_nameless",
    "check_tells_no_place",
    "contact_in",
    "naming_in",
    "street_in",
]
