"""How an organisation is reached: who says it, and where a sender or support person reads it."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.common.codes import OrganisationKind, Role
from services.platform.demo.people import fixed_id
from services.referral.directory.domain import Organisation
from services.referral.directory.events import ContactGiven, OrganisationRegistered
from services.referral.organisations import policy
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.platform import Stepped, platform
from tests.referral.referrals.bodies import referral
from tests.volunteers.bodies import vetted
from tests.volunteers.test_pages import sent, shown

__all__ = ["platform"]

ROOT = "/referral/api/v1/organisations"
MLL_ID = fixed_id("organisation:mll-vs")
REGISTERED = OrganisationRegistered(
    organisation_id=MLL_ID, code="mll-vs", name="MLL", kind=OrganisationKind.NGO
)
CONTACT = {
    "phone": "040 000 0111",
    "email": "tuki@mll.example",
    "address": "Testikatu 9, 20100 Turku",
}


def an_administrator(organisation: UUID | None) -> Principal:
    return Principal(UUID(int=1), "person", "admin", organisation, frozenset({Role.ADMINISTRATOR}))


def test_an_organisation_is_kept_by_its_own_administrator_or_one_of_the_region() -> None:
    mll = given(Organisation(MLL_ID), REGISTERED)
    assert policy.administers.allows(an_administrator(None), mll)
    assert policy.administers.allows(an_administrator(MLL_ID), mll)
    assert not policy.administers.allows(an_administrator(UUID(int=9)), mll)
    coordinator = replace(an_administrator(MLL_ID), roles=frozenset({Role.NGO_COORDINATOR}))
    assert not policy.administers.allows(coordinator, mll)


def test_everybody_reads_of_an_organisation_that_is_registered() -> None:
    supporter = replace(an_administrator(UUID(int=9)), roles=frozenset({Role.SUPPORT_PERSON}))
    assert policy.reads.allows(supporter, given(Organisation(MLL_ID), REGISTERED))
    for nobody in (Organisation(MLL_ID), Organisation(UUID(int=9))):
        assert not policy.reads.allows(supporter, nobody)
        assert not policy.administers.allows(an_administrator(None), nobody)


def test_nobody_says_how_to_reach_whom_nobody_knows() -> None:
    contact = ContactGiven(organisation_id=MLL_ID, phone="", email="", address="")
    with pytest.raises(Refused):
        Organisation(MLL_ID).give_contact(contact)
    registered = given(Organisation(MLL_ID), REGISTERED)
    mll = given(registered, contact)
    assert (registered.give_contact(contact), mll.give_contact(contact)) == ([contact], [])
    by_phone = replace(contact, phone="+358400000111")
    assert mll.give_contact(by_phone) == [by_phone]


def test_what_an_administrator_writes_is_read_in_the_directory(platform: Stepped) -> None:
    admin, where = platform.caller("admin"), f"{ROOT}/{MLL_ID}"
    kept = admin.put(f"{where}/contact", CONTACT)
    assert (kept.status_code, kept.json["phone"]) == (200, "+358400000111")
    platform.settle()
    listed = platform.caller("demo-kela").get(ROOT).json["organisations"]
    assert [each["address"] for each in listed if each["id"] == str(MLL_ID)] == [CONTACT["address"]]
    assert platform.caller("coordinator-mll").put(f"{where}/contact", CONTACT).status_code == 403


def test_the_form_begins_with_what_is_said_now(platform: Stepped) -> None:
    browser = platform.browser("admin")
    form = f"/referral/directory/organisations/{MLL_ID}/contact"
    assert 'value="+358400000101"' in shown(browser, form, lang="fi").text
    wrong = sent(platform, browser, form, form, **CONTACT | {"phone": "ei ole"})
    assert (wrong.status_code, "ei ole" in wrong.text) == (422, True)
    assert sent(platform, browser, form, form, **CONTACT).status_code == 303
    page = shown(browser, "/referral/directory", lang="fi").text
    own = form.removesuffix("/contact")
    assert CONTACT["address"] in page
    assert (own in page, form in shown(browser, own, lang="fi").text) == (True, True)
    others = shown(platform.browser("coordinator-mll"), "/referral/directory", lang="fi").text
    assert (CONTACT["address"] in others, own in others) == (True, False)


def test_the_sender_of_a_refused_referral_reads_whom_to_call(platform: Stepped) -> None:
    sender = platform.caller("demo-turku")
    body = referral("R-1")
    where = sender.post("/referral/api/v1/referrals", body).headers["Location"]
    platform.settle()
    provider = platform.caller("coordinator-mll")
    assert (
        provider.put(f"{where}/rejection", {"reason": "NO_CAPACITY"}, of=where).status_code == 200
    )
    page = where.replace("/api/v1", "")
    phone = "+358400000101"
    assert phone in shown(platform.browser("municipal-turku"), page, lang="fi").text
    assert phone not in shown(platform.browser("coordinator-mll"), page, lang="fi").text


def test_a_support_person_reads_how_their_coordinator_is_reached(platform: Stepped) -> None:
    vetted(platform, sign_in="volunteer-mll")
    page = shown(platform.browser("volunteer-mll", "volunteers"), "/volunteers/me", lang="sv").text
    assert "Din kontaktperson" in page
    assert "+358400000101" in page


def test_who_is_refused_while_filling_in_reads_whom_to_ask(platform: Stepped) -> None:
    browser, form = platform.browser("municipal-turku"), "/referral/referrals/new"
    typed = {
        "programme": "kaveri",
        "municipality": "853",
        "subject.kind": "CHILD",
        "subject.date_of_birth": "2000-04-01",
        "press": "check",
    }
    assert sent(platform, browser, form, form, **typed).status_code == 303
    assert "+358400000101" in shown(browser, form, lang="fi").text
