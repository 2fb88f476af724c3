"""Receipts: of what was paid, whose they are, and that their files go with them."""

from base64 import b64decode, b64encode
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.casework.kept.projections import bodies
from services.casework.receipts import events
from services.casework.receipts.domain import Receipts
from services.casework.receipts.rules import MOST, File, Paid
from shared.database.scope import EVERYTHING
from shared.documents.scanning import Scanner
from shared.kernel.aggregate import NotFound, Refused
from shared.kernel.testing import given
from shared.web.files import SAFE
from tests.casework.examples import CASE, PROVIDER, SUBJECT, refusal
from tests.casework.visiting import browser
from tests.platform import BASE, Stepped, platform
from tests.refusals.test_after_erasure import erase_family
from tests.shared.documents.files import acting_paper, paper, picture, telling_picture
from tests.volunteers.expenses.test_way_through import COORDINATOR, EXPENSES, PERSON, log_visit

__all__ = ["platform"]
VISIT, FIRST, OTHER, VOLUNTEER = (UUID(int=n) for n in range(50, 54))
PAID = Paid(VISIT, CASE, SUBJECT, PROVIDER, Decimal("12.50"), VOLUNTEER)
BY_TEAM = replace(PAID, volunteer_id=None)
FILE = File(FIRST, "image/jpeg", 1000)
ADDED = events.ReceiptAdded(
    receipt_id=FIRST,
    part_id=VISIT,
    case_id=CASE,
    subject_id=SUBJECT,
    media_type="image/jpeg",
    size=1000,
)
REMOVED = events.ReceiptRemoved(
    receipt_id=FIRST, part_id=VISIT, case_id=CASE, subject_id=SUBJECT, reason="Väärä."
)


def counted(receipts: int) -> events.ReceiptsCounted:
    return events.ReceiptsCounted(
        visit_id=VISIT,
        case_id=CASE,
        organisation=PROVIDER,
        volunteer_id=VOLUNTEER,
        receipts=receipts,
    )


def files(number: int) -> list[File]:
    return [replace(FILE, receipt_id=UUID(int=100 + each)) for each in range(number)]


def test_whoever_pays_hears_how_many_there_are_of_a_support_persons_visit() -> None:
    empty, added = Receipts(VISIT), given(Receipts(VISIT), ADDED)
    assert empty.add([FILE], PAID) == [ADDED, counted(1)]
    assert empty.add([FILE], BY_TEAM) == [ADDED]
    assert empty.add([], PAID) == []
    assert added.remove(FIRST, PAID, reason=" Väärä. ") == [REMOVED, counted(0)]
    assert added.remove(FIRST, BY_TEAM, reason="Väärä.") == [REMOVED]


def test_a_receipt_is_of_something_that_was_paid() -> None:
    with pytest.raises(Refused) as error:
        Receipts(VISIT).add([FILE], replace(PAID, costs=Decimal(0)))
    assert refusal(error) == ("no_costs", ())


def test_there_are_only_so_many() -> None:
    most = files(MOST)
    assert len(Receipts(VISIT).add(most, BY_TEAM)) == MOST
    with pytest.raises(Refused) as error:
        Receipts(VISIT).add(files(MOST + 1), PAID)
    assert refusal(error) == ("receipts", ())
    with pytest.raises(Refused):
        given(Receipts(VISIT), ADDED).add(most, PAID)


def test_a_receipt_goes_once_with_a_reason_and_may_come_again() -> None:
    added = given(Receipts(VISIT), ADDED)
    none = given(added, REMOVED)
    with pytest.raises(Refused):
        added.remove(FIRST, PAID, reason=" ")
    with pytest.raises(NotFound):
        added.remove(OTHER, PAID, reason="Väärä.")
    assert (none.remove(FIRST, PAID, reason="Väärä."), none.files) == ([], ())
    assert given(none, ADDED) == replace(added, removed=())


@pytest.fixture
def visit(platform: Stepped) -> str:
    """The address of a visit of 12,50 € that a support person has logged."""
    platform.after(log_visit)
    claim = platform.caller(PERSON).get(EXPENSES).json["expenses"][0]
    return f"/casework/api/v1/cases/{claim['case']}/visits/{claim['id']}"


def add(platform: Stepped, visit: str, content: bytes, *, by: str = PERSON) -> Any:
    body = {"content": b64encode(content).decode()}
    return platform.caller(by).post(f"{visit}/receipts", body)


def stored(platform: Stepped) -> list[str]:
    """What lies on the disk of all files."""
    with platform.platform.services["casework"].database.reading(EVERYTHING) as db:
        return [str(body.stored) for body in db.scalars(select(bodies.c.body))]


def page(visit: str) -> str:
    return f"/casework/visits/{visit.rsplit('/', 1)[1]}"


def claimed(platform: Stepped) -> dict[str, Any]:
    platform.settle()
    claim: dict[str, Any] = platform.caller(COORDINATOR).get(EXPENSES).json["expenses"][0]
    return claim


def test_a_receipt_is_read_by_whoever_approves_and_by_nobody_else(
    platform: Stepped, visit: str
) -> None:
    added = add(platform, visit, telling_picture())
    assert added.status_code == 201, added.text
    again = add(platform, visit, telling_picture())
    assert again.json["id"] == added.json["id"]
    assert add(platform, visit, acting_paper(), by=COORDINATOR).status_code == 201
    listed = platform.caller(COORDINATOR).get(f"{visit}/receipts")
    assert [each["media_type"] for each in listed.json["receipts"]] == [
        "image/jpeg",
        "application/pdf",
    ]
    assert claimed(platform)["receipts"] == 2
    place = f"receipts/{added.json['id']}"
    file = browser(platform, COORDINATOR).get(f"{page(visit)}/{place}")
    assert (file.status_code, file.mimetype) == (200, "image/jpeg")
    assert file.headers["Content-Security-Policy"] == SAFE
    whole = platform.caller(COORDINATOR).get(f"{visit}/{place}").json
    assert (b64decode(whole["content"]), whole["size"]) == (file.data, len(file.data))
    for stranger in ("coordinator-siipisulka", "worker-siipisulka"):
        theirs = platform.caller(stranger).get(f"{visit}/receipts/{added.json['id']}")
        assert theirs.status_code == 404
    approving = browser(platform, COORDINATOR).get(page(visit)).text
    assert f"{page(visit)}/receipts/{added.json['id']}" in approving


def test_a_removed_receipt_is_gone_from_the_disk(platform: Stepped, visit: str) -> None:
    receipt = add(platform, visit, picture()).json["id"]
    place = f"{visit}/receipts/{receipt}"
    body = {"reason": "Väärä kuva."}
    removed = platform.caller(PERSON).put(f"{place}/removal", body, of=f"{visit}/receipts")
    assert (removed.status_code, removed.json) == (200, {"receipts": []})
    assert platform.caller(PERSON).get(place).status_code == 404
    assert claimed(platform)["receipts"] == 0
    assert stored(platform) == []


def test_what_lies_in_the_database_shows_nothing_of_the_file(platform: Stepped, visit: str) -> None:
    add(platform, visit, picture())
    (envelope,) = stored(platform)
    assert b64encode(b"\xff\xd8\xff\xe0").decode()[:5] not in envelope
    assert envelope.startswith("1.")


def test_with_the_family_the_files_are_erased(platform: Stepped, visit: str) -> None:
    added = add(platform, visit, picture()).json["id"]
    case = visit.partition("/visits/")[0]
    referral = platform.caller(COORDINATOR).get(case).json["referral"]
    erase_family(platform, referral)
    platform.settle()
    assert stored(platform) == []
    assert platform.caller(COORDINATOR).get(f"{visit}/receipts/{added}").status_code == 404


def test_a_file_that_is_none_of_ours_is_refused(platform: Stepped, visit: str) -> None:
    refused = add(platform, visit, b"<html><script>alert(1)</script></html>")
    assert (refused.status_code, refused.json["code"]) == (422, "document_kind")
    wrong = platform.caller(PERSON).post(f"{visit}/receipts", {"content": "%%%="})
    assert wrong.status_code == 422


def sent(form: dict[str, Any], *contents: bytes) -> dict[str, Any]:
    return form | {"file": [(BytesIO(content), "IMG_1.jpg") for content in contents]}


def test_receipts_are_added_and_removed_on_the_visits_page(platform: Stepped, visit: str) -> None:
    person = browser(platform, PERSON)
    adding = f"{page(visit)}/receipts"
    nothing = person.send(adding, sent({}, b""))
    assert nothing.status_code == 422
    wrong = person.send(f"{adding}?lang=sv", sent({}, b"rubbish"))
    assert (wrong.status_code, "varken en bild" in wrong.text) == (422, True)
    right = person.send(adding, sent({}, picture(), paper()))
    assert (right.status_code, right.headers["Location"]) == (303, page(visit))
    shown = person.get(f"{page(visit)}?lang=fi").text
    assert ("Kuitti 1" in shown, "Kuitti 2 (PDF)" in shown) == (True, True)
    removal = shown.partition(f'href="{adding}/')[2].partition('"')[0]
    gone = person.send(f"{adding}/{removal}/removal", {"reason": "Väärä."})
    assert (gone.status_code, claimed(platform)["receipts"]) == (303, 1)


def visit_form(platform: Stepped, visit: str) -> dict[str, Any]:
    case = visit.split("/")[5]
    return {"who": case, "length": "60", "status": "HELD", "kind": "FACE", "costs": "3,20"}


def test_a_file_waits_while_the_form_around_it_is_put_right(platform: Stepped, visit: str) -> None:
    person, new = browser(platform, PERSON), "/casework/visits/new"
    right = visit_form(platform, visit) | {"held_on": "2026-03-06"}
    key = _key(person.get(new).text)
    wrong = person.send(new, sent({"key": key} | right | {"length": ""}, picture(50, 50)))
    assert (wrong.status_code, "1 tiedosto odottaa" in wrong.text) == (422, True)
    assert _key(wrong.text) == key
    done = person.send(new, sent({"key": key} | right, picture(60, 60)))
    assert done.status_code == 303, done.text
    twice = person.send(new, sent({"key": key} | right, picture(60, 60)))
    assert twice.status_code == 303
    claims = platform.caller(COORDINATOR).get(EXPENSES).json["expenses"]
    assert sorted(claim["receipts"] for claim in claims) == [0, 2]


def _key(page: str) -> str:
    return page.partition('name="key" value="')[2].split('"')[0]


def test_while_the_scanner_is_away_the_visit_is_saved_without_a_file(
    platform: Stepped, visit: str
) -> None:
    platform.platform.apps["casework"].extensions["scanner"] = Scanner("127.0.0.1:1")
    person, new = browser(platform, PERSON), "/casework/visits/new"
    form = visit_form(platform, visit) | {"held_on": "2026-03-06"}
    refused = person.send(new, sent(form, picture()))
    assert (refused.status_code, "ei voi juuri nyt tarkistaa" in refused.text) == (409, True)
    assert person.send(new, form).status_code == 303


def post_large(platform: Stepped, path: str, megabytes: int) -> int:
    """What a form answers that brings a file of that size, written by hand."""
    person = browser(platform, PERSON)
    token = person.get(path).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    text = b'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token.encode()
    head = b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    body = text + head + b"x" * (megabytes * 2**20) + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    answer = person.client.post(path, base_url=BASE, data=body, content_type=kind)
    return answer.status_code


def test_a_request_is_as_large_as_a_file_only_where_files_are_taken(
    platform: Stepped, visit: str
) -> None:
    adding = f"{page(visit)}/receipts"
    assert [post_large(platform, adding, each) for each in (9, 10)] == [422, 413]
    new = "/casework/visits/new"  # nothing keeps anybody from what to do in a worry
    assert [post_large(platform, new, 2), post_large(platform, "/casework/visits/worry", 2)] == [
        422,
        303,
    ]
    correction = f"{page(visit)}/correction"
    assert [post_large(platform, correction, each) for each in (0, 1)] == [422, 413]
