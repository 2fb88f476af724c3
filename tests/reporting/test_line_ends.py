"""What stands at the end of a line has room there in each language."""

import pytest
from babel.messages.pofile import read_po

from shared.web.charts.lines import LONGEST_END
from tests.tree import ROOT

ENDS = ("half", "9 / 10")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_end_of_a_line_is_cut_off(language: str) -> None:
    path = ROOT / f"services/reporting/translations/{language}/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    texts = [str(message.string) for end in ENDS if (message := catalogue.get(end))]
    assert len(texts) == len(ENDS)
    assert [text for text in texts if len(text) > LONGEST_END] == []
