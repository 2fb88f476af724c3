"""How sure a text is to name somebody, and in which forms a name is known."""

import pytest

from services.common.identifying import Naming, check_anonymous, naming_in
from services.common.identifying.inflection import forms
from shared.kernel.aggregate import Invalid


@pytest.mark.parametrize(
    ("name", "inflected"),
    [
        ("aino", "ainon ainoa ainolle ainossakin ainoon ainohan"),
        ("testinen", "testisen testistä testisille testisten testiset testisiä"),
        ("lampi", "lammen lampea lampeen lammella lammilla"),
        ("aalto", "aallon aallolle aaltoa aaltojen"),
        ("järvi", "järven järvellä järveä"),
        ("mäki", "mäen mäkeä mäelle"),
        ("niemi", "niemen nientä niemellä"),
        ("lahti", "lahden lahdelle lahteen"),
        ("joki", "joen jokea"),
        ("seppä", "sepän sepälle"),
        ("kangas", "kankaan kankaalla"),
        ("rasmus", "rasmuksen rasmusta rasmukselle"),
        ("tuomas", "tuomaan tuomasta"),
        ("kevin", "kevinin kevinille keviniä"),
        ("ranne", "ranteen ranteelle"),
        ("pekka", "pekan pekalle pekkaa"),
        ("matti", "matin matille mattia"),
        ("vesi", "veden vedellä"),
        ("hassan", "hassanin hassanille"),
        ("linnea", "linneas linnean"),
    ],
)
def test_a_name_is_known_in_its_forms(name: str, inflected: str) -> None:
    assert set(inflected.split()) - forms(name) == set()


@pytest.mark.parametrize(
    ("name", "other"), [("noa", "noin"), ("olli", "ollessa"), ("aki", "aina"), ("sam", "sama")]
)
def test_and_not_in_another_words(name: str, other: str) -> None:
    assert other not in forms(name)


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("Perheen Toivo on väsynyt.", Naming.YES),
        ("Toivo Testinen", Naming.YES),
        ("toivo testinen", Naming.YES),
        ("Toivo paremmasta elää.", Naming.MAYBE),
        ("Kotona. Toivo on väsynyt.", Naming.MAYBE),
        ("toivo on väsynyt", Naming.MAYBE),
        ("TOIVO ON VÄSYNYT", Naming.MAYBE),
        ("Perheen toivo on tuki.", Naming.NO),
        ("Toivon, että vastaatte.", Naming.NO),
        ("Toivon äiti vastaa.", Naming.MAYBE),
        ("Testistä", Naming.YES),
        ("Kotona testisen perhe", Naming.MAYBE),
    ],
)
def test_a_name_that_is_also_a_word_depends_on_how_it_is_written(text: str, naming: Naming) -> None:
    assert naming_in(text, ["Toivo", "Testinen"]) is naming


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("Perhe asuu Salossa.", Naming.NO),
        ("Kuntia ovat Turku ja Salo.", Naming.MAYBE),
        ("Ilo Salo", Naming.YES),
    ],
)
def test_a_name_that_is_also_a_place(text: str, naming: Naming) -> None:
    assert naming_in(text, ["Ilo", "Salo"]) is naming


def test_no_names_are_in_no_text() -> None:
    assert naming_in("Aino Testinen", ["", " "]) is Naming.NO
    assert naming_in("", ["Aino"]) is Naming.NO


def test_where_no_reason_is_asked_for_the_word_is_written_otherwise() -> None:
    with pytest.raises(Invalid, match="other words") as refused:
        check_anonymous("Toivo paremmasta", ["Toivo"], field="reason")
    assert (refused.value.code, refused.value.field) == ("identifying-text", "reason")


def test_a_reason_overrules_a_doubt_and_nothing_else() -> None:
    check_anonymous("Toivo paremmasta", ["Toivo"], not_a_name="Sana eikä nimi")
    with pytest.raises(Invalid, match="names out"):
        check_anonymous("Perheen Toivo", ["Toivo"], not_a_name="Sana eikä nimi")
    with pytest.raises(Invalid, match="phone number"):
        check_anonymous("Toivo 040 123 4567", ["Toivo"], not_a_name="Sana eikä nimi")
