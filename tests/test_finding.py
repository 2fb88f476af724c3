"""People are found in an index that names nobody: by whom they may be found, and until when."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from services.platform.embedded import Platform
from shared.consumer.tables import checkpoints
from shared.database.scope import EVERYTHING
from shared.finding import metadata, searchable, tokens
from shared.maintenance.rebuild import rebuild
from shared.service import Service
from tests.platform import BASE, Stepped, csrf_of, platform
from tests.referral.referrals.bodies import child, referral

__all__ = ["platform"]
ROOT = "/referral/api/v1/referrals"
ERASURES = "/referral/api/v1/erasures"
AAKE = {"given_name": "Åke-Maija", "family_name": "O’Näkkilä", "date_of_birth": "2014-03-09"}


def sent(platform: Stepped, reference: str, **named: Any) -> str:
    body = referral(reference, subject=child(**named))
    return str(platform.caller("demo-turku").post(ROOT, body).json["id"])


def accepted(platform: Stepped, reference: str, **named: Any) -> str:
    referral_id = sent(platform, reference, **named)
    platform.caller("coordinator-mll").put(f"{ROOT}/{referral_id}/acceptance", {})
    return referral_id


def searching(platform: Stepped, who: str, service: str) -> Callable[[str], list[str]]:
    """What somebody comes upon, once they have signed in."""
    browser = platform.browser(who, service)
    desk: Any = browser.get(f"/{service}/desk", base_url=BASE).json

    def search(text: str) -> list[str]:
        form = {"text": text, "csrf_token": desk["reader"]["csrf_token"]}
        answer: Any = browser.post(f"/{service}/search", base_url=BASE, data=form).json
        return [hit["name"] for hit in answer]

    return search


def hits(platform: Stepped, who: str, text: str, service: str = "referral") -> list[str]:
    return searching(platform, who, service)(text)


def rows(service: Service) -> list[tuple[Any, ...]]:
    of_people = tokens.c.thing != tokens.c.organisation
    query = select(tokens).where(of_people).order_by(*tokens.c)
    with service.database.reading(EVERYTHING) as db:
        return [tuple(row) for row in db.execute(query)]


FINDING = [
    "Åke-Maija O’Näkkilä",
    "onäkkilä, åke maija",
    "O'NÄKKILÄ",
    "näkkilä",
    "nakkila ake",
    "näk",
    "9.3.2014",
    "åke 2014-03-09",
]
MISSING = ["nä", "kkilä", "åke 10.3.2014", "32.1.2014", "näkinen", "virtanen åke"]


def test_the_beginning_of_each_name_and_the_birthday_find_somebody(platform: Stepped) -> None:
    accepted(platform, "Å-1", **AAKE)
    for who, service in [("municipal-turku", "referral"), ("coordinator-mll", "casework")]:
        search = searching(platform, who, service)
        assert [text for text in [*FINDING, *MISSING] if search(text)] == FINDING
    search = searching(platform, "municipal-turku", "referral")
    assert [len(search(text)) for text in ("maija å-1", "Å-1", "å-2")] == [1, 1, 0]


def test_nobody_is_opened_but_whom_the_index_came_upon(platform: Stepped) -> None:
    for n in range(5):
        accepted(platform, f"T-{n}", given_name="Eino", family_name="Virtanen")
    accepted(platform, "T-9", **AAKE)
    for who, name in [("municipal-turku", "referral"), ("coordinator-mll", "casework")]:
        service, search = platform.platform.services[name], searching(platform, who, name)
        sealing: Any = service.sealing
        registers = {"referral": 2, "casework": 1}[name]  # the sender's, and the provider's
        with service.database.reading(EVERYTHING) as db:
            families = set(db.scalars(select(searchable.c.person)))
        sealing.drop()
        assert search("Näkkilä") == ["Åke-Maija O’Näkkilä"]
        opened = {key.person for key, _ in sealing._by_id.values()}
        assert (len(families), len(families & opened)) == (6 * registers, 1)


OUTI = {"given_name": "Outi", "family_name": "Länsi-Ämmälä", "phone": "+358401112223"}
VEIKKO = {"given_name": "Veikko", "family_name": "Ämmälä", "date_of_birth": "2017-05-06"}
OF_FAMILY = ["Outi", "ämmälä outi", "Veikko", "6.5.2017", "Veikko Åke", "veikko 2017-05-06"]


def test_who_belongs_to_a_family_finds_it(platform: Stepped) -> None:
    body = referral("T-1", subject=child(**AAKE, guardians=[OUTI]), siblings=[VEIKKO])
    sent = platform.caller("demo-turku").post(ROOT, body)
    assert hits(platform, "coordinator-mll", "Outi") == []  # nobody is named there yet
    platform.caller("coordinator-mll").put(f"{sent.headers['Location']}/acceptance", {})
    readers = [
        ("municipal-turku", "referral"),
        ("coordinator-mll", "referral"),
        ("coordinator-mll", "casework"),
        ("coordinator-siipisulka", "referral"),
        ("coordinator-siipisulka", "casework"),
    ]
    matched = []
    for who, service in readers:
        search = searching(platform, who, service)
        matched.append([text for text in [*OF_FAMILY, "Oili", "7.5.2017"] if search(text)])
    assert matched == [OF_FAMILY] * 3 + [[], []]


def test_another_organisation_finds_nobody_and_has_other_tokens(platform: Stepped) -> None:
    accepted(platform, "T-1", **AAKE)
    assert hits(platform, "coordinator-mll", "näkkilä") == ["Åke-Maija O’Näkkilä"]
    assert hits(platform, "coordinator-siipisulka", "näkkilä") == []
    made = rows(platform.platform.services["referral"])
    of = {home: {token for each, token, _ in made if each == home} for home, _, _ in made}
    first, second = of.values()  # the sender and the provider
    assert (len(first), first & second) == (len(second), set())


def test_before_acceptance_a_search_tells_the_provider_nothing(platform: Stepped) -> None:
    sent(platform, "T-1", **AAKE)
    assert hits(platform, "municipal-turku", "näkkilä") == ["Åke-Maija O’Näkkilä"]
    assert hits(platform, "coordinator-mll", "näkkilä") == []


def close(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    case = coordinator.get("/casework/api/v1/cases").json["cases"][0]["id"]
    closure = {"end_reason": "FAMILY_ENDED", "outcome": "NOT_ASSESSED", "early_reason": "Muutto."}
    closed = coordinator.put(f"/casework/api/v1/cases/{case}/closure", closure)
    assert closed.status_code == 200, closed.text


def test_who_was_erased_is_gone_from_the_index_of_every_service(platform: Stepped) -> None:
    referral_id = accepted(platform, "T-1", **AAKE)
    services = [platform.platform.services[name] for name in ("referral", "casework")]
    assert all(rows(service) for service in services)
    close(platform)
    erased = platform.caller("dpo").put(f"{ERASURES}/{referral_id}/erasure", {})
    assert erased.status_code == 200, erased.text
    for service in services:
        assert rows(service) == []
        with service.database.reading(EVERYTHING) as db:
            assert db.execute(select(func.count()).select_from(searchable)).scalar() == 0
        rebuild(service, service.consumer("finding").subscription)  # type: ignore[arg-type]
        assert rows(service) == []


def test_built_anew_or_with_another_wrapping_key_it_is_the_same(platform: Stepped) -> None:
    accepted(platform, "T-1", **AAKE)
    service = platform.platform.services["casework"]
    before = rows(service)
    sealing: Any = service.sealing
    sealing._keys.rotate()
    sealing.drop()
    rebuild(service, service.consumer("finding").subscription)  # type: ignore[arg-type]
    assert (bool(before), rows(service)) == (True, before)
    assert hits(platform, "coordinator-mll", "näkkilä", "casework") == ["Åke-Maija O’Näkkilä"]


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "var"))


def running(folder: Path) -> Iterator[Stepped]:
    opened = Platform(folder, BASE, sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


def test_an_upgrade_fills_it_by_itself(folder: Path) -> None:
    for before in running(folder):
        accepted(before, "T-1", **AAKE)
        for service in before.platform.services.values():
            with service.database.writing(EVERYTHING) as db:
                for table in reversed(metadata.sorted_tables):
                    db.execute(delete(table))
                db.execute(delete(checkpoints).where(checkpoints.c.consumer == "finding"))
    for after in running(folder):
        assert hits(after, "coordinator-mll", "näkkilä") == ["Åke-Maija O’Näkkilä"]
        assert hits(after, "coordinator-mll", "näkkilä", "casework") != []


def test_the_officer_finds_a_family_of_any_organisation(platform: Stepped) -> None:
    sent(platform, "T-1", **AAKE)
    browser = platform.browser("dpo")
    page = browser.get("/referral/privacy/requests/new", base_url=BASE).text
    form = {"text": "näkkilä", "csrf_token": csrf_of(page)}
    page = browser.post("/referral/privacy/requests/new", base_url=BASE, data=form).text
    assert "Åke-Maija O’Näkkilä" in page
