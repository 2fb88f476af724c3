"""An administrator lets people in, gives roles and lets them leave, on pages."""

from uuid import UUID

import pytest

from services.common.codes import Role
from services.platform.demo.people import fixed_id
from services.referral.access import events
from services.referral.access.domain import Person
from services.referral.access.policy import administers, check_given
from services.referral.staff import policy
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid
from shared.kernel.testing import given
from tests.platform import BASE, Stepped, csrf_of

ANNA, HOME, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
PAGE = "/referral/admin/people"
JOINED = events.PersonJoined(
    person_id=ANNA, sign_in="anna", name="Anna", organisation_id=HOME, roles=("ngo_worker",)
)
HERE = given(Person(ANNA), JOINED)


def admin(home: UUID | None, person_id: UUID = OTHER) -> Principal:
    return Principal(person_id, "person", "admin", home, frozenset({Role.ADMINISTRATOR}))


def test_an_organisations_administrator_keeps_its_own_people() -> None:
    keeps = [administers.allows(admin(home), HERE) for home in (None, HOME, OTHER)]
    assert keeps == [True, True, False]


def test_nobody_shuts_themselves_out() -> None:
    leaves = [policy.lets_leave.allows(admin(None, who), HERE) for who in (OTHER, ANNA)]
    assert leaves == [True, False]


@pytest.mark.parametrize(
    "role", [Role.REGIONAL_COORDINATOR, Role.FUNDER, Role.DATA_PROTECTION_OFFICER]
)
def test_what_is_for_the_region_only_its_administrator_gives(role: Role) -> None:
    check_given(admin(None), [role])
    with pytest.raises(Invalid):
        check_given(admin(HOME), [role])
    check_given(admin(HOME), [Role.NGO_WORKER, Role.ADMINISTRATOR])


def test_a_person_is_let_in_changed_and_let_leave(platform: Stepped) -> None:
    browser = platform.browser("admin")

    def send(path: str, **form: object) -> int:
        page = browser.get(path, base_url=BASE).text
        seen = page.partition('name="seen" value="')[2].split('"')[0]
        data = {"csrf_token": csrf_of(page), "seen": seen, **form}
        answer = browser.post(path, base_url=BASE, data=data)
        platform.settle()
        return answer.status_code

    home = str(fixed_id("organisation:sasta"))
    new = {"sign_in": "uusi", "name": "Uusi Ihminen", "organisation": home}
    made = send(f"{PAGE}/new", **new, roles=["ngo_worker"])
    again = send(f"{PAGE}/new", **new, roles=["ngo_coordinator"])
    listed = browser.get(f"{PAGE}?organisation={home}", base_url=BASE).text
    row = listed.partition("Uusi Ihminen")[0].rpartition('href="')[2].split('"')[0]
    changed = send(f"{row}/roles", roles=["ngo_worker", "ngo_coordinator"])
    left = send(f"{row}/leaving")
    page = browser.get(row, base_url=BASE).text
    assert [made, again, changed, left] == [303, 409, 303, 303]
    happened = ["Sai pääsyn: Järjestön työntekijä" in page, "Pääsy päättyi" in page]
    assert (happened, f"{row}/leaving" in page) == ([True, True], False)


def test_the_front_door_leads_an_administrator_on(platform: Stepped) -> None:
    browser = platform.browser("admin")
    names = ("people", "organisations", "clients", "networks")
    there = [browser.get(f"/admin/{name}", base_url=BASE, follow_redirects=True) for name in names]
    assert [answer.status_code for answer in there] == [200] * 4
