from enum import StrEnum

import pytest

from services.common import codes
from services.common.codes import Need, ReferralStatus
from services.common.labels import LOCALES, choices, label, labels

LISTS: list[type[StrEnum]] = [getattr(codes, name) for name in codes.__all__]


@pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.__name__)
def test_every_code_has_a_label_in_every_language(codes: type[StrEnum]) -> None:
    named = {code.name: set(LOCALES) for code in codes}
    assert {name: set(texts) for name, texts in labels()[codes.__name__].items()} == named


@pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.__name__)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_codes_of_a_list_read_the_same(codes: type[StrEnum], locale: str) -> None:
    read = [text for _, text in choices(codes, locale)]
    assert sorted(set(read)) == sorted(read)


def test_there_are_no_labels_without_a_code() -> None:
    assert set(labels()) == {codes.__name__ for codes in LISTS}


def test_a_code_is_read_in_the_language_asked_for() -> None:
    assert [label(Need.LONELINESS, each) for each in LOCALES] == [
        "Yksinäisyys",
        "Ensamhet",
        "Loneliness",
    ]


def test_a_form_offers_codes_in_their_order() -> None:
    assert choices(ReferralStatus, "sv")[0] == ("received", "Inkommen")
