"""A lecture series is planned, published, read by anybody, cancelled and counted."""

from services.platform.demo.people import fixed_id
from tests.platform import Stepped
from tests.referral.happenings.announcing import (
    HAPPENINGS,
    LECTURE,
    announced,
    day_after,
    drafted,
    open_events,
)

MLL = str(fixed_id("organisation:mll-vs"))


def addresses(platform: Stepped, query: str = "") -> list[str]:
    """The addresses of what anybody reads of."""
    answer = open_events(platform, query)
    assert answer.status_code == 200, answer.text
    return [f"{HAPPENINGS}/{each['id']}" for each in answer.json["happenings"]]


def test_only_its_own_organisation_reads_a_draft(platform: Stepped) -> None:
    address = drafted(platform)
    ours, theirs = (platform.caller(f"coordinator-{each}") for each in ("mll", "siipisulka"))
    assert ours.get(address).json["status"] == "DRAFT"
    assert theirs.get(address).status_code == 404
    assert [each["id"] for each in ours.get(HAPPENINGS).json["happenings"]] == [address[-36:]]
    assert theirs.get(HAPPENINGS).json["happenings"] == []
    assert addresses(platform) == []


def test_what_is_published_anybody_reads_without_its_link(platform: Stepped) -> None:
    address = announced(platform)
    (line,) = open_events(platform).json["happenings"]
    assert line["titles"] == {"fi": "Ero vanhempana", "sv": "Skilsmässa som förälder"}
    assert (line["organisation"], line["is_online"], len(line["days"])) == (MLL, True, 3)
    theirs = platform.caller("municipal-turku").get(address)
    assert theirs.json["link"] == "" and "etana" not in str(line) + theirs.text
    assert platform.caller("coordinator-mll").get(address).json["link"]


def test_it_is_found_by_theme_and_municipality(platform: Stepped) -> None:
    address = announced(platform)
    for query in ("?theme=ero", "?municipality=400", "?theme=vanhemmuus&municipality=400"):
        assert addresses(platform, query) == [address]
    for query in ("?theme=paihteet", "?municipality=853", "?theme=x"):
        assert addresses(platform, query) == []


def test_a_day_that_is_cancelled_is_read_no_more(platform: Stepped) -> None:
    address, ours = announced(platform), platform.caller("coordinator-mll")
    first = {"day": day_after(platform, 1)}
    assert ours.put(f"{address}/day-cancellation", first, of=address).status_code == 200
    platform.settle()
    (line,) = open_events(platform).json["happenings"]
    days = [each["day"] for each in line["days"]]
    assert days == [day_after(platform, 8), day_after(platform, 15)]
    assert ours.put(f"{address}/cancellation", {}, of=address).json["status"] == "CANCELLED"
    platform.settle()
    assert addresses(platform) == []


def test_nobody_else_changes_or_counts_it(platform: Stepped) -> None:
    address = announced(platform)
    theirs = platform.caller("coordinator-siipisulka")
    for change, body in (("plan", LECTURE), ("cancellation", {}), ("heads", {"day": "2026-01-01"})):
        assert theirs.put(f"{address}/{change}", body, of=address).status_code in (403, 404)


def test_what_makes_no_sense_is_refused(platform: Stepped) -> None:
    ours = platform.caller("coordinator-mll")
    for wrong in (
        {"municipality": "999"},
        {"programme": "x"},
        {"title_fi": "", "title_sv": ""},
    ):
        assert ours.post(HAPPENINGS, LECTURE | wrong).status_code == 422
    address = announced(platform)
    early = {"day": day_after(platform, 1), "parents": 4}
    assert ours.put(f"{address}/heads", early, of=address).status_code == 422
