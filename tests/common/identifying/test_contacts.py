"""What may stand in a message before anybody has taken the referral on."""

import pytest

from services.common.identifying import contact_in
from services.common.identifying.contacts import Contact
from shared.web.fields import identity_code_in


def identifies(text: str) -> bool:
    return bool(identity_code_in(text) or contact_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "010116A903X",
        "Tunnus on 131052-308T.",
        "010594Y9032",
        "(040594v9030)",
        "010594–9032",
        "hetu-131052-308T",
        "010190-999X",
        "310252-308Y",
        "010415 A 123N",
        "01.04.15-123n",
        "0104\u200b15-123n",
    ],
    ids=[
        "of this century",
        "of the last",
        "with a sign of 2023",
        "in small letters",
        "with a dash",
        "behind a dash",
        "with a wrong check",
        "of no day",
        "with spaces",
        "with points",
        "with something invisible",
    ],
)
def test_an_identity_code_is_found_even_a_mistyped_one(text: str) -> None:
    assert identifies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Soita 040 1234567",
        "040-123 4567",
        "puh.0401234567",
        "(02) 234 5678",
        "+358 40 123 4567",
        "040/123 4567 tai iltaisin 09 310 1691",
        "+46 70 123 45 67",
    ],
)
def test_a_phone_number_is_found_however_it_is_written(text: str) -> None:
    assert identifies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Perhe toivoo iltoja.",
        "Tapaaminen 1.12.2026 klo 12.30-14.00, seuraavat 2026-12-31 ja 2027-01-02",
        "Asia 131052-308TA, diaari 2026-123456-1234, 99131052-308T",
        "Tukea 60 000 €, postinumero 20500, huone 045",
        "",
    ],
)
def test_days_sums_and_numbers_of_other_things_tell_of_nobody(text: str) -> None:
    assert not identifies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kirjoita osoitteeseen a@b.fi",
        "anna(at)esimerkki.fi",
        "anna [ät] esimerkki.fi",
        "anna ät esimerkki piste fi",
        "anna (at) esimerkki (piste) fi",
        "anna.karin at exempel.fi",
    ],
)
def test_an_address_of_mail_is_found_however_it_is_written(text: str) -> None:
    assert contact_in(text) is Contact.MAIL


@pytest.mark.parametrize(
    "text",
    [
        "Testikatu 5 A 3",
        "testikadulla 5",
        "Esimerkkitieltä 12",
        "Kokeilukuja 3b",
        "Kokeilupolku 3:ssa",
        "Exempelgatan 7 B",
        "på Provvägen 14?",
        "Koetori 3",
        "Kokeiluväylällä 12",
    ],
)
def test_a_street_with_its_number_is_found(text: str) -> None:
    assert contact_in(text) is Contact.STREET


@pytest.mark.parametrize(
    "text",
    [
        "Testikatu on lähellä",
        "Valtatie 8",
        "palvelupolku 2",
        "Tie 5",
        "hoitopolku kestää 3 viikkoa",
        "Read more at mll.fi",
        "klo 08.30-15.30, 9.00–11.15 tai 24.12. klo 8",
    ],
)
def test_what_is_neither_street_nor_mail_nor_phone(text: str) -> None:
    assert contact_in(text) is None
