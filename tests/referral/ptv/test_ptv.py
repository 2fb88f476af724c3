"""Descriptions of the national catalogue are shown first, taken over as a whole, and end there."""

import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.referral.ptv.domain import Description
from services.referral.ptv.events import DescriptionEnded, DescriptionTakenOver
from services.referral.ptv.schemas import Unreadable, services_in
from tests.platform import BASE, Stepped, csrf_of, platform

__all__ = ["platform"]
CATALOGUE, GUIDE = "/referral/directory/catalogue", "/referral/directory/services"
FILE = Path(__file__).with_name("services.json").read_text(encoding="utf-8")
TODAY, LATER = date(2026, 11, 28), date(2026, 11, 29)
MEETING, PHONE = (UUID(f"5f0c2a52-6a07-4f0e-9a51-1a2b3c4d5e0{n}") for n in (1, 2))


def content(text: str = FILE, *, number: int = 0) -> DescriptionTakenOver:
    listed = services_in(text, on=TODAY)[number].content
    assert listed is not None
    return listed


def changed(**values: Any) -> str:
    """The file with other values of its first service."""
    services = json.loads(FILE)
    return json.dumps([services[0] | values, *services[1:]])


def test_a_service_is_read_as_the_catalogue_has_it() -> None:
    meeting = content()
    assert meeting.description_id == MEETING
    assert meeting.names["sv"] == "Mötesplats för familjer"
    assert meeting.summaries["fi"] == "Avoin paikka pienten lasten perheille."
    assert (meeting.provider, meeting.municipalities) == ({"fi": "Testikunta"}, ("853",))
    assert (meeting.is_free, meeting.everywhere, meeting.languages) == (True, False, ("fi", "sv"))
    (channel,) = meeting.channels
    assert (channel.url, channel.phone) == ("https://kohtaamispaikka.example/", "+358400000199")
    phone = content(number=1)
    assert (phone.everywhere, phone.is_free) == (True, None)


def test_a_draft_is_not_read_and_what_was_withdrawn_has_ended() -> None:
    assert [each.id for each in services_in(FILE, on=TODAY)] == [MEETING, PHONE]
    ended = services_in(changed(publishingStatus="Archived"), on=TODAY)
    assert (ended[0].id, ended[0].content) == (MEETING, None)


@pytest.mark.parametrize(
    "text",
    ["", "no", "[]", "{}", "[1]", '[{"serviceNames": []}]', '[{"id": "1"}]', '{"itemList": 1}'],
)
def test_what_is_no_list_of_services_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        services_in(text, on=TODAY)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("areas", "Turku"),
        ("areas", [{"municipalities": [{"code": "000"}, 1, None]}]),
        ("serviceChannels", [{"contactDetails": {"webPages": [{"url": "javascript:alert(1)"}]}}]),
        ("organizations", [None, {"organization": {"name": " "}}]),
        ("serviceDescriptions", {"fi": "x"}),
        ("languages", None),
    ],
)
def test_what_has_another_shape_is_left_out(name: str, given: object) -> None:
    meeting = content(changed(**{name: given}))
    assert meeting.description_id == MEETING
    assert all(not channel.url for channel in meeting.channels) or name != "serviceChannels"


def test_the_same_on_another_day_is_nothing_new() -> None:
    new = content()
    here = Description(MEETING).evolve(new)
    assert Description(MEETING).take_over(new) == [new]
    assert here.take_over(replace(new, on=LATER)) == []
    other = replace(new, names={"fi": "Toinen"})
    assert here.take_over(other) == [other]


def test_it_ends_once_and_may_come_back() -> None:
    new, ended = content(), DescriptionEnded(description_id=MEETING, on=LATER)
    assert Description(MEETING).end(ended) == []
    here = Description(MEETING).evolve(new)
    assert here.end(ended) == [ended]
    gone = here.evolve(ended)
    assert gone.end(ended) == []
    assert gone.take_over(new) == [new]


def send(platform: Stepped, browser: Client, text: str, **more: str) -> Any:
    page = browser.get(CATALOGUE, base_url=BASE).text
    data: dict[str, Any] = {"csrf_token": csrf_of(page), **more}
    data["file"] = (io.BytesIO(text.encode()), "services.json")
    answer = browser.post(CATALOGUE, base_url=BASE, data=data)
    platform.follow()
    return answer


def confirm(platform: Stepped, browser: Client) -> Any:
    page = browser.get(f"{CATALOGUE}/preview", base_url=BASE).text
    seal = re.search(r'name="seal" value="(\w+)"', page)
    data = {"csrf_token": csrf_of(page), "seal": seal[1] if seal else ""}
    answer = browser.post(f"{CATALOGUE}/confirmation", base_url=BASE, data=data)
    platform.follow()
    return answer


def guide(platform: Stepped, query: str = "") -> str:
    """As everybody reads it."""
    page: str = Client(platform.platform, Response).get(f"{GUIDE}{query}", base_url=BASE).text
    return page


def test_families_read_it_once_it_was_confirmed(platform: Stepped) -> None:
    admin = platform.browser("admin")
    assert send(platform, admin, FILE).status_code == 303
    preview = admin.get(f"{CATALOGUE}/preview", base_url=BASE).text
    assert "Perheiden kohtaamispaikka" in preview
    assert "Perheiden kohtaamispaikka" not in guide(platform)
    assert confirm(platform, admin).status_code == 303
    assert "Perheiden kohtaamispaikka" in guide(platform)
    assert "Mötesplats för familjer" in guide(platform, "?lang=sv")
    assert "Meeting place" not in guide(platform, "?lang=en&place=091")
    assert "Neuvontapuhelin" in guide(platform, "?place=091")
    shown = guide(platform, f"/described/{MEETING}?lang=fi")
    assert "https://kohtaamispaikka.example/" in shown and "PTV" in shown


def test_the_same_file_again_changes_nothing_and_a_whole_list_ends_the_others(
    platform: Stepped,
) -> None:
    admin = platform.browser("admin")
    send(platform, admin, FILE)
    confirm(platform, admin)
    send(platform, admin, FILE)
    again = admin.get(f"{CATALOGUE}/preview", base_url=BASE).text
    assert 'name="seal"' not in again
    alone = json.dumps(json.loads(FILE)[:1])
    send(platform, admin, alone, others_end="yes")
    confirm(platform, admin)
    assert "Neuvontapuhelin" not in guide(platform)
    gone = Client(platform.platform, Response).get(f"{GUIDE}/described/{PHONE}", base_url=BASE)
    assert gone.status_code == 404


def test_an_administrator_alone_takes_it_over(platform: Stepped) -> None:
    for sign_in in ("coordinator-mll", "municipal-turku", "dpo"):
        assert platform.browser(sign_in).get(CATALOGUE, base_url=BASE).status_code == 403
    admin = platform.browser("admin")
    assert send(platform, admin, "[]").status_code == 422
    assert send(platform, admin, "PK\0").status_code == 422
    form = {"csrf_token": csrf_of(admin.get(CATALOGUE, base_url=BASE).text), "seal": "0"}
    nothing = admin.post(f"{CATALOGUE}/confirmation", base_url=BASE, data=form)
    assert nothing.status_code == 409
