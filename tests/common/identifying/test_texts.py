"""How many of the texts that identify are refused, and how many of the others."""

from services.common.identifying import check_anonymous
from shared.kernel.aggregate import Invalid
from tests.common.identifying.texts import IDENTIFIES, IDENTIFIES_NOBODY, Text


def answers(texts: list[Text]) -> dict[str, str]:
    """The code with which each text is refused; empty where it is taken."""
    return {text: _answer(text, names) for names, text in texts}


def _answer(text: str, names: tuple[str, ...]) -> str:
    try:
        check_anonymous(text, names, not_a_name="")
    except Invalid as refused:
        return refused.code
    return ""


def test_of_75_texts_that_identify_all_are_refused() -> None:
    refused = [text for text, code in answers(IDENTIFIES).items() if code]
    assert (len(refused), len(IDENTIFIES)) == (75, 75)  # at least 95 %


def test_of_76_others_two_need_a_reason_and_none_has_to_be_changed() -> None:
    codes = answers(IDENTIFIES_NOBODY)
    assert len(codes) == 76  # two are less than 3 %
    assert {text: code for text, code in codes.items() if code} == {
        "Mäkisestä maastosta huolimatta pyöräily onnistuu.": "possible-name",
        "Hans mamma vill gärna träffa en stödperson.": "possible-name",
    }
