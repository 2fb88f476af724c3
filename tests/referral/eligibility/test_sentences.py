"""What a rule found, as people read it: names, ages and choices, and no code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from services.common.codes import SubjectKind
from services.common.labels import choices
from services.common.programme.loader import load_programmes
from services.referral.directory.rules import Place, Terms
from services.referral.eligibility.domain import Child, Family
from services.referral.eligibility.rules import assess
from services.referral.eligibility.texts import FOR, Reasons, sentence
from shared.web.i18n import install_languages
from tests.tree import ROOT

DAY = date(2026, 11, 27)
PROGRAMMES = {programme.code: programme for programme in load_programmes()}
TURKU, RAUMA = Place(municipality="853", county="05"), Place(municipality="684", county="04")
FAMILY = Family(
    subject_kind="CHILD",
    birth=date(2015, 4, 1),
    client_status="NONE",
    place=TURKU,
    referrer_kind="SCHOOL",
)
AGREED = Terms(
    id=UUID(int=1),
    provider=UUID(int=2),
    party=UUID(int=3),
    controller=UUID(int=2),
    programmes=tuple(PROGRAMMES),
    municipalities=("853",),
    counties=(),
    starts_on=date(2026, 1, 1),
    ends_on=None,
)


@contextmanager
def reading(language: str) -> Iterator[None]:
    app = Flask("reader")
    app.extensions["code_labels"] = choices
    folders = (ROOT / "shared", ROOT / "services", ROOT / "services" / "referral")
    install_languages(app, [folder / "translations" for folder in folders])
    with app.test_request_context(f"/?lang={language}"):
        yield


def sentences(code: str, rule: str, language: str = "fi", **changed: Any) -> list[str]:
    """What the programme's rule says of the family, changed so."""
    family = replace(FAMILY, **changed)
    assessment = assess(PROGRAMMES[code], family, on=DAY, agreements=[AGREED])
    with reading(language):
        return [sentence(finding) for finding in assessment.findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", "Kaveritoiminta on 6–17-vuotiaille. Lapsi on 20-vuotias."),
        ("sv", "Kompisverksamhet är för 6–17-åringar. Barn är 20 år."),
        ("en", "Buddy support person is for ages 6–17. Child is 20."),
    ],
)
def test_an_age_is_told_with_both_values(language: str, expected: str) -> None:
    assert sentences("kaveri", "AGE", language, birth=date(2006, 4, 1)) == [expected]


def test_a_sister_is_told_by_name() -> None:
    siblings = (Child("Aino", date(2022, 4, 1)), Child("Eino", None))
    assert sentences("kaveri", "AGE", siblings=siblings)[1:] == [
        "Kaveritoiminta on 6–17-vuotiaille. Aino on 4-vuotias.",
        "Eino: syntymäaika puuttuu, ikää (6–17 v) ei voitu tarkistaa.",
    ]


@pytest.mark.parametrize(
    ("code", "rule", "changed", "expected"),
    [
        (
            "kaveri",
            "CHILD_PROTECTION_CLIENT",
            {"client_status": "CHILD_PROTECTION_OPEN_CARE"},
            "Kaveritoiminta ei ole lastensuojelun asiakkaille. "
            "Valitsit: lastensuojelun avohuollon asiakas.",
        ),
        ("kaveri", "CHILD_PROTECTION_CLIENT", {}, "Ei lastensuojelun asiakas."),
        (
            "kaveri",
            "CLIENT_STATUS_UNKNOWN",
            {"client_status": "UNKNOWN_NOT_ASKED"},
            "Asiakkuutta ei ole kysytty.",
        ),
        (
            "amm-tukihenkilo",
            "CLIENT_STATUS_REQUIRED",
            {},
            "Ammatillinen tukihenkilötoiminta edellyttää lastensuojelun asiakkuutta. "
            "Valitsit: ei asiakkuutta.",
        ),
        (
            "amm-tukihenkilo",
            "CLIENT_STATUS_REQUIRED",
            {"client_status": "UNKNOWN_NOT_ASKED"},
            "Ammatillinen tukihenkilötoiminta edellyttää lastensuojelun asiakkuutta. "
            "Asiakkuutta ei ole vielä kerrottu.",
        ),
        (
            "amm-tukihenkilo",
            "AGE",
            {"birth": date(2006, 4, 1)},
            "Ammatillinen tukihenkilötoiminta on enintään 17-vuotiaille. Lapsi on 20-vuotias.",
        ),
        (
            "amm-tukihenkilo",
            "FAMILY_NEED_KNOWN",
            {},
            "Tämä edellytys puuttuu vielä: Perheen tarve tukihenkilölle on tiedossa.",
        ),
        (
            "kaveri",
            "AREA",
            {"place": RAUMA},
            "Kaveritoiminta: ei sopimusta kunnassa Rauma 27.11.2026.",
        ),
        ("kaveri", "AREA", {}, "Sopimus on voimassa kunnassa Turku."),
        (
            "kaveri",
            "SUBJECT_KIND",
            {"subject_kind": "FAMILY"},
            "Kaveritoiminta on tarkoitettu lapsille ja nuorille. Valitsit: perhe.",
        ),
        (
            "amm-tukihenkilo",
            "ROUTE",
            {},
            "Tavalliset lähettäjät: sosiaalihuolto. Valitsit: koulu.",
        ),
        ("sahlyjengi", "NOT_REFERABLE", {}, "Sählyjengi ei ota vastaan lähetteitä."),
    ],
)
def test_a_finding_is_told_in_the_readers_words(
    code: str, rule: str, changed: dict[str, Any], expected: str
) -> None:
    assert sentences(code, rule, **changed) == [expected]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("code", PROGRAMMES)
def test_no_finding_holds_a_code(code: str, language: str) -> None:
    family = replace(
        FAMILY,
        birth=date(2006, 4, 1),
        client_status="AFTERCARE",
        needs=("OTHER", "VIOLENCE"),
        place=RAUMA,
        referrer_kind="OTHER",
    )
    findings = assess(PROGRAMMES[code], family, on=DAY, agreements=[], places_left=0).findings
    with reading(language):
        words = " ".join(sentence(finding) for finding in findings).split()
    assert [word for word in words if "_" in word or (len(word) > 4 and word.isupper())] == []


def test_a_refusal_names_every_reason_and_what_would_fit() -> None:
    assessment = assess(
        PROGRAMMES["kaveri"],
        replace(FAMILY, birth=date(2006, 4, 1), place=RAUMA),
        on=DAY,
        agreements=[AGREED],
    )
    others = (PROGRAMMES["perhekummi"], PROGRAMMES["ystavaksi"])
    with reading("fi"):
        assert Reasons(assessment.refusals, others).translated() == (
            "Kaveritoiminta on 6–17-vuotiaille. Lapsi on 20-vuotias. "
            "Kaveritoiminta: ei sopimusta kunnassa Rauma 27.11.2026. "
            "Sopisiko Perhekummitoiminta tai Ystäväksi maahanmuuttajaäidille?"
        )


def test_everybody_has_a_word() -> None:
    assert set(FOR) == set(SubjectKind)
