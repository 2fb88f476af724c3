"""The register of processing is read by people: no field stands in it by its name in code."""

from services.common.held import words
from services.referral.privacy.queries import categories


def test_every_field_of_the_register_is_called_something() -> None:
    shown = {field for category in categories() for field in category.fields}
    assert "requester_name" in shown
    assert shown - words.words()["facts"].keys() == set()
