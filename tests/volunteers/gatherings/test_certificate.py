"""The certificate of a support person: a tagged paper of what they gave, for them and their own."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from tests.platform import Stepped, platform
from tests.volunteers.bodies import applicant
from tests.volunteers.gatherings.test_way_through import (
    COORDINATOR,
    PERSON,
    STRANGER,
    on_pages,
    person,
)

__all__ = ["platform"]


def test_a_certificate_says_what_somebody_gave_and_names_no_family(platform: Stepped) -> None:
    page = f"/volunteers/people/{person(platform)}/certificate"
    for who in (PERSON, COORDINATOR):
        answer = on_pages(platform, who).get(f"{page}?lang=fi")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    paper = PdfReader(BytesIO(answer.data))
    text = " ".join(paper.pages[0].extract_text().split())
    root: Any = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "Todistus" in text
    assert "Testi Tukihenkilö" in text
    assert "Perusteet, 10.2.2026, 6 t" in text
    assert on_pages(platform, STRANGER).get(page).status_code == 404


def test_who_was_never_approved_has_none(platform: Stepped) -> None:
    new = applicant(platform.caller(COORDINATOR)).rpartition("/")[2]
    page = f"/volunteers/people/{new}/certificate"
    assert on_pages(platform, COORDINATOR).get(page).status_code == 409
    assert on_pages(platform, PERSON).get(page).status_code == 404


def test_a_coordinators_thanks_are_read_on_ones_own_page(platform: Stepped) -> None:
    where = f"/volunteers/api/v1/volunteers/{person(platform)}"
    thanks = platform.caller(COORDINATOR).put(f"{where}/thanks", {"text": "Kiitos keväästä!"})
    assert thanks.status_code == 200, thanks.text
    platform.settle()
    assert "Kiitos keväästä!" in on_pages(platform, PERSON).get("/volunteers/me").text
