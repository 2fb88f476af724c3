"""Who has seen the extract does not approve; where nobody else can, they say why."""

from dataclasses import replace
from datetime import date

import pytest

from services.platform.demo.people import fixed_id
from services.volunteers.people import events
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.rules import Approver
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.platform import BASE, Stepped, csrf_of, platform
from tests.volunteers.bodies import CHECK as CHECK_BODY, ready
from tests.volunteers.examples import ANNA, APRIL, BUDDY, CHECK, NGO, READY, UNVETTED, VETTED

__all__ = ["platform"]

CHECKED = events.ExtractChecked(volunteer_id=ANNA, **vars(CHECK))
CONTACT = CHECK.checked_by
ALONE = events.ApprovedAlone(
    volunteer_id=ANNA,
    organisation=NGO,
    programme="buddy",
    on=APRIL,
    by=CONTACT,
    reason="We are two.",
)


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (Approver(CONTACT), "checked_by_approver"),
        (Approver(CONTACT, reason="We are two."), "checked_by_approver"),
        (Approver(CONTACT, is_alone=True), "approved_alone"),
    ],
)
def test_who_has_seen_the_extract_does_not_approve(by: Approver, code: str) -> None:
    with pytest.raises(Refused) as refused:
        given(Volunteer(ANNA), *READY).approve(BUDDY, by=by, on=APRIL, draft=CHECK)
    assert refused.value.code == code


def test_another_one_approves_without_a_word() -> None:
    by = Approver("coordinator")
    approved = given(Volunteer(ANNA), *READY).approve(BUDDY, by=by, on=APRIL, draft=CHECK)
    assert approved == [CHECKED, VETTED]


def test_who_is_alone_says_why() -> None:
    by = Approver(CONTACT, is_alone=True, reason="We are two.")
    approved = given(Volunteer(ANNA), *READY).approve(BUDDY, by=by, on=APRIL, draft=CHECK)
    assert approved == [CHECKED, ALONE, VETTED]
    assert given(Volunteer(ANNA), *READY, *approved).vetted == ("buddy",)


def test_a_check_of_long_ago_counts_for_the_next_programme_too() -> None:
    vetted = given(Volunteer(ANNA), *READY, CHECKED, VETTED)
    applied = replace(vetted, programmes=(*vetted.programmes, "next"))
    following = replace(BUDDY, code="next")
    with pytest.raises(Refused) as refused:
        applied.approve(following, by=Approver(CONTACT), on=date(2026, 5, 1))
    assert refused.value.code == "checked_by_approver"
    assert len(applied.approve(following, by=Approver("coordinator"), on=date(2026, 5, 1))) == 1


def test_without_an_extract_the_contact_may_coordinate() -> None:
    vetted = given(Volunteer(ANNA), *READY, CHECKED, VETTED)
    applied = replace(vetted, programmes=("buddy", "open"))
    approved = applied.approve(UNVETTED, by=Approver(CONTACT), on=APRIL)
    assert approved == [replace(VETTED, programme="open")]


BOTH = ["ngo_coordinator", "vetting_contact"]
PEOPLE = "/referral/api/v1/people"


def both_roles(platform: Stepped, *sign_ins: str) -> None:
    admin = platform.caller("admin")
    for sign_in in sign_ins:
        roles = {"roles": BOTH}
        assert admin.put(f"{PEOPLE}/{fixed_id(sign_in)}/roles", roles).status_code == 200


def checked_by_its_coordinator(platform: Stepped) -> str:
    coordinator = platform.caller("coordinator-mll")
    where = ready(coordinator)
    assert coordinator.put(f"{where}/extract-check", CHECK_BODY).status_code == 200
    return where


def test_a_second_person_approves_where_there_is_one(platform: Stepped) -> None:
    both_roles(platform, "coordinator-mll", "vetting-mll")
    where, body = checked_by_its_coordinator(platform), {"programme": "kaveri"}
    refused = platform.caller("coordinator-mll").put(f"{where}/approval", body | {"reason": "Why."})
    assert (refused.status_code, refused.json["code"]) == (409, "checked_by_approver")
    approved = platform.caller("vetting-mll").put(f"{where}/approval", body)
    assert (approved.status_code, approved.json["status"]) == (200, "vetted")


def test_where_there_is_nobody_else_a_reason_is_asked_for(platform: Stepped) -> None:
    both_roles(platform, "coordinator-mll")
    where, body = checked_by_its_coordinator(platform), {"programme": "kaveri"}
    coordinator = platform.caller("coordinator-mll")
    refused = coordinator.put(f"{where}/approval", body)
    assert (refused.status_code, refused.json["code"]) == (409, "approved_alone")
    assert list(refused.json["errors"]) == ["reason"]
    approved = coordinator.put(f"{where}/approval", body | {"reason": "We are two."})
    assert (approved.status_code, approved.json["status"]) == (200, "vetted")


def test_the_page_offers_nothing_that_would_be_refused(platform: Stepped) -> None:
    both_roles(platform, "coordinator-mll", "vetting-mll")
    where = checked_by_its_coordinator(platform).rpartition("/")[2]
    page, to = f"/volunteers/people/{where}?lang=en", f"/volunteers/people/{where}/approval"
    seats = [platform.browser(who, "volunteers") for who in ("coordinator-mll", "vetting-mll")]
    shown = [seat.get(page, base_url=BASE).text for seat in seats]
    assert [f'action="{to}"' in text for text in shown] == [False, True]
    assert "somebody else of your organisation who coordinates approves" in shown[0]


def test_on_the_page_who_is_alone_writes_why(platform: Stepped) -> None:
    both_roles(platform, "coordinator-mll")
    where = checked_by_its_coordinator(platform).rpartition("/")[2]
    page, to = f"/volunteers/people/{where}?lang=en", f"/volunteers/people/{where}/approval"
    seat = platform.browser("coordinator-mll", "volunteers")
    shown = seat.get(page, base_url=BASE).text
    seen = shown.split(f'action="{to}"')[1].split('name="seen" value="')[1].split('"')[0]
    form = {"csrf_token": csrf_of(shown), "seen": seen, "programme": "kaveri"}
    refused = seat.post(to, base_url=BASE, data=form)
    assert (refused.status_code, "Write why you do both" in refused.text) == (409, True)
    approved = seat.post(to, base_url=BASE, data=form | {"reason": "We are two."})
    assert approved.status_code == 303


def test_the_data_protection_officer_reads_who_approved_alone_and_why(platform: Stepped) -> None:
    officer, page = platform.caller("dpo"), "/volunteers/privacy/approvals?lang=en"
    inbox = "/volunteers/api/v1/inbox"
    assert officer.get(inbox).json["letters"] == []
    both_roles(platform, "coordinator-mll")
    where = checked_by_its_coordinator(platform)
    body = {"programme": "kaveri", "reason": "We are two this summer."}
    assert platform.caller("coordinator-mll").put(f"{where}/approval", body).status_code == 200
    letters = officer.get(inbox).json["letters"]
    assert [letter["page"] for letter in letters] == ["/volunteers/privacy/approvals"]
    shown = platform.browser("dpo", "volunteers").get(page, base_url=BASE).text
    assert "We are two this summer." in shown and "Koordinaattori Kaislakoski" in shown
    assert "Testi" not in shown  # the officer reads of the decision, not of the person
    assert officer.get(inbox).json["letters"] == []


def test_nobody_else_reads_who_approved_alone(platform: Stepped) -> None:
    for sign_in in ("coordinator-mll", "vetting-mll", "admin"):
        seat = platform.browser(sign_in, "volunteers")
        assert seat.get("/volunteers/privacy/approvals", base_url=BASE).status_code == 403
