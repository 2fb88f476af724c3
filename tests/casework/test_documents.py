"""Papers of a case: who reads which, that they go with the family, and what is refused."""

from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from services.casework.documents import events
from services.casework.documents.domain import CaseDocument
from services.casework.documents.rules import DocumentFacts, must_make_sense
from services.casework.kept.projections import bodies
from services.common.codes import DocumentCircle, DocumentKind
from services.platform.demo.people import fixed_id
from shared.accesslog.tables import accesses
from shared.database.scope import EVERYTHING
from shared.kernel.aggregate import Invalid, NotFound, fold
from shared.web.files import SAFE
from tests.casework.acceptance import WORKER, Opened, ago
from tests.casework.examples import CASE, SUBJECT
from tests.casework.test_handover import handed_over
from tests.casework.visiting import browser
from tests.refusals.test_after_erasure import erase_family
from tests.shared.documents.files import acting_paper, paper, picture, telling_picture

PAPER, AILA, BEA = (UUID(int=n) for n in range(60, 63))
DAY = date(2026, 3, 2)
ADDED = events.DocumentAdded(
    document_id=PAPER,
    case_id=CASE,
    subject_id=SUBJECT,
    dated_on=DAY,
    kind=DocumentKind.STATEMENT,
    circle=DocumentCircle.TEAM,
    media_type="image/jpeg",
    size=1000,
    text="Koulun lausunto",
)
REMOVED = events.DocumentRemoved(
    document_id=PAPER, case_id=CASE, subject_id=SUBJECT, reason="Väärä."
)
FACTS = DocumentFacts(DAY, DocumentKind.STATEMENT, DocumentCircle.TEAM)
TITLE, COORDINATOR = "Koulun lausunto", str(fixed_id("coordinator-siipisulka"))
BODY = {"text": TITLE, "kind": "STATEMENT"}


def test_a_paper_is_put_into_the_book_and_let_go_once() -> None:
    empty = CaseDocument(PAPER)
    there, gone = fold(empty, [ADDED]), fold(empty, [ADDED, REMOVED])
    assert empty.add(ADDED) == [ADDED]
    assert there.add(replace(ADDED, text="Toinen")) == []
    assert there.remove(reason=" Väärä. ") == [REMOVED]
    assert gone.remove(reason="Väärä.") == []
    with pytest.raises(Invalid):
        there.remove(reason=" ")
    with pytest.raises(NotFound):
        empty.remove(reason="Väärä.")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"dated_on": DAY + timedelta(days=1)}, "dated_on"),
        ({"circle": DocumentCircle.NAMED}, "readers"),
        ({"readers": (AILA,)}, "circle"),
        ({"circle": DocumentCircle.NAMED, "readers": (AILA, BEA)}, "readers"),
    ],
)
def test_no_other_paper_is_taken(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        must_make_sense(replace(FACTS, **change), team=[AILA], today=DAY)
    assert refused.value.field == field


@pytest.mark.parametrize("change", [{}, {"circle": DocumentCircle.NAMED, "readers": (AILA,)}])
def test_the_borders_of_a_paper_are_taken(change: dict[str, Any]) -> None:
    must_make_sense(replace(FACTS, **change), team=[AILA], today=DAY)


def add(case: Opened, content: bytes, *, by: Any = None, **body: Any) -> Any:
    sent = BODY | {"circle": "TEAM", "content": b64encode(content).decode()} | body
    answer = (by or case.coordinator).post(f"{case.path}/documents", sent)
    case.platform.settle()
    return answer


def stored(case: Opened) -> list[str]:
    """What lies on the disk of all files."""
    with case.platform.platform.services["casework"].database.reading(EVERYTHING) as db:
        return [str(body.stored) for body in db.scalars(select(bodies.c.body))]


@pytest.fixture
def team(case: Opened) -> Opened:
    """The worker and the coordinator are both on the team."""
    for person in (str(WORKER), COORDINATOR):
        role = "RESPONSIBLE" if person == COORDINATOR else "WORKER"
        assert case.put(f"team/{person}", {"role": role}).status_code == 200
    case.platform.settle()
    return case


@pytest.mark.parametrize(
    ("circle", "code"),
    [
        ({"circle": "TEAM"}, 200),
        ({"circle": "COORDINATORS"}, 404),
        ({"circle": "NAMED", "readers": [COORDINATOR]}, 404),
        ({"circle": "NAMED", "readers": [str(WORKER)]}, 200),
    ],
)
def test_a_paper_is_read_by_whom_its_circle_names(
    team: Opened, circle: dict[str, Any], code: int
) -> None:
    added = add(team, telling_picture(), **circle)
    assert added.status_code == 201, added.text
    where = added.headers["Location"]
    page = f"/casework/documents/{added.json['id']}"
    worker, pages = team.worker, browser(team.platform, "worker-siipisulka")
    assert [worker.get(path).status_code for path in (where, f"{where}/file")] == [code] * 2
    assert [pages.get(path).status_code for path in (page, f"{page}/file")] == [code] * 2
    listed = worker.get(f"{team.path}/documents").json["documents"]
    shown = pages.get(f"/casework/cases/{team.id}/documents").text
    assert ([each["text"] for each in listed], TITLE in shown) == (
        ([TITLE], True) if code == 200 else ([], False)
    )
    assert team.coordinator.get(f"{where}/file").status_code == 200
    for stranger in ("coordinator-mll", "worker-helsinki", "volunteer-mll"):
        theirs = team.platform.caller(stranger).get(f"{where}/file")
        assert theirs.status_code in (403, 404)


def test_who_added_it_reads_and_removes_it_whatever_its_circle(team: Opened) -> None:
    where = add(team, picture(), by=team.worker, circle="COORDINATORS").headers["Location"]
    assert team.worker.get(where).json["by"] == str(WORKER)
    gone = team.worker.put(f"{where}/removal", {"reason": "Väärä."}, of=where)
    assert (gone.status_code, gone.json["removed"]) == (200, True)
    assert stored(team) == []
    assert team.worker.get(f"{where}/file").status_code == 404


def test_a_reader_does_not_remove_what_another_added(team: Opened) -> None:
    where = add(team, picture()).headers["Location"]
    refused = team.worker.put(f"{where}/removal", {"reason": "Väärä."}, of=where)
    assert refused.status_code in (403, 404)
    assert team.coordinator.get(f"{where}/file").status_code == 200


@pytest.mark.parametrize(("days", "code"), [(10, 200), (11, 404)])
def test_who_took_the_case_over_reads_papers_from_their_day_on(
    case: Opened, days: int, code: int
) -> None:
    where = add(case, picture(), dated_on=ago(case.platform, days)).headers["Location"]
    worker = handed_over(case, notes="SINCE", notes_since=ago(case.platform, 10))
    assert worker.get(f"{where}/file").status_code == code
    listed = worker.get(f"{case.path}/documents").json["documents"]
    assert len(listed) == (code == 200)


def test_a_file_is_made_harmless_and_sealed(case: Opened) -> None:
    added = add(case, acting_paper())
    where = added.headers["Location"]
    whole = case.coordinator.get(f"{where}/file").json
    assert whole["media_type"] == "application/pdf"
    assert b"JavaScript" not in b64decode(whole["content"])
    (envelope,) = stored(case)
    assert envelope.startswith("1.")
    page = f"/casework/documents/{added.json['id']}/file"
    file = browser(case.platform, "coordinator-siipisulka").get(page)
    assert (file.mimetype, file.headers["Content-Security-Policy"]) == ("application/pdf", SAFE)


def test_a_file_that_is_none_of_ours_is_refused(case: Opened) -> None:
    refused = add(case, b"<html><script>alert(1)</script></html>")
    assert (refused.status_code, refused.json["code"]) == (422, "document_kind")
    assert stored(case) == []


def test_with_the_family_its_papers_are_erased(case: Opened) -> None:
    where = add(case, picture()).headers["Location"]
    erase_family(case.platform, case.referral)
    case.platform.settle()
    assert stored(case) == []
    assert case.coordinator.get(f"{where}/file").status_code == 404


def test_an_opened_paper_stands_in_the_access_log(team: Opened) -> None:
    document = add(team, picture()).json["id"]
    browser(team.platform, "worker-siipisulka").get(f"/casework/documents/{document}/file")
    service = team.platform.platform.services["casework"]
    with service.database.reading(EVERYTHING) as db:
        query = select(accesses.c.opened).where(accesses.c.principal == str(WORKER))
        assert document in str(db.scalars(query).all())


def sent(form: dict[str, Any], *contents: bytes) -> dict[str, Any]:
    return form | {"file": [(BytesIO(content), "IMG_1.jpg") for content in contents]}


def test_a_paper_is_added_and_removed_on_the_cases_pages(case: Opened) -> None:
    pages = browser(case.platform, "coordinator-siipisulka")
    home = f"/casework/cases/{case.id}/documents"
    form = {"key": str(uuid4()), "text": TITLE, "kind": "STATEMENT", "circle": "TEAM"}
    nothing = pages.send(f"{home}/new", sent(form, b""))
    assert nothing.status_code == 422
    waits = pages.send(f"{home}/new?lang=fi", sent(form | {"text": ""}, paper()))
    assert (waits.status_code, "1 tiedosto odottaa" in waits.text) == (422, True)
    two = pages.send(f"{home}/new?lang=fi", sent(form, picture(), paper()))
    assert (two.status_code, "Yksi asiakirja on yksi tiedosto" in two.text) == (422, True)
    done = pages.send(f"{home}/new", sent(form, b""))
    assert (done.status_code, done.headers["Location"]) == (303, home)
    again = pages.send(f"{home}/new", sent(form, picture()))
    assert again.status_code == 303
    shown = pages.get(f"{home}?lang=fi").text
    assert shown.count(f"<bdi>{TITLE}</bdi> (PDF)") == 1
    removal = shown.partition('href="/casework/documents/')[2].partition("/file")[0]
    gone = pages.send(f"/casework/documents/{removal}/removal", {"reason": "Väärä."})
    assert gone.status_code == 303, gone.text
    assert TITLE not in pages.get(home).text
    assert stored(case) == []
