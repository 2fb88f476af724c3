"""People in front of a case's pages, and matches as the volunteers service would tell of them."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from werkzeug.test import Client

from services.casework.cases.domain import Case
from services.platform.demo.people import fixed_id
from services.referral.access import commands as access
from services.referral.access.domain import Person
from services.volunteers.matches.events import MatchAgreed
from services.volunteers.people.events import SignInLinked
from shared.work import Actor
from tests.casework.acceptance import Opened, ago
from tests.platform import BASE, Stepped

SUPPORTER = fixed_id("volunteer-mll")


@dataclass
class Browser:
    """Somebody who has signed in, with forms that carry their token."""

    client: Client
    platform: Stepped

    def get(self, path: str) -> Any:
        return self.client.get(path, base_url=BASE)

    def send(self, path: str, form: dict[str, Any], *, shown_at: str = "") -> Any:
        """Fill in the form that is shown there, and press its button."""
        shown = self.get(shown_at or path)
        assert shown.status_code < 500, path
        page = shown.text
        kept = {name: _hidden(page, name) for name in ("csrf_token", "seen", "key")}
        filled = {name: value for name, value in kept.items() if value} | form
        answer = self.client.post(path.split("?")[0], base_url=BASE, data=filled)
        self.platform.settle()
        return answer


def _hidden(page: str, name: str) -> str:
    _, _, after = page.partition(f'name="{name}" value="')
    return after.split('"')[0]


def browser(platform: Stepped, sign_in: str) -> Browser:
    return Browser(platform.browser(sign_in, "casework"), platform)


@dataclass(frozen=True)
class Agreement:
    """A match as the volunteers service would tell of it."""

    category: ClassVar[str] = "match"
    id: UUID
    concerns: tuple[UUID, ...] = ()

    def evolve(self, event: Any) -> Self:
        return self


def employ(platform: Stepped, person_id: UUID, *, organisation: UUID) -> None:
    """Let somebody leave where they are and join that organisation, with the same roles."""
    person = _person(platform, person_id)
    if person.organisation != organisation:
        _access(platform, lambda work: access.leave(work, person_id))
        _access(
            platform,
            lambda work: access.admit(
                work,
                sign_in=person.sign_in,
                name=person.sign_in,
                roles=person.roles,
                organisation=organisation,
                person_id=person_id,
            ),
        )


def _person(platform: Stepped, person_id: UUID) -> Person:
    with platform.platform.services["referral"].read_only(Actor("test")) as work:
        return work.load(Person(person_id))[0]


def _access(platform: Stepped, act: Any) -> None:
    platform.platform.services["referral"].execute(act, Actor("test"))
    platform.settle()


def _provider(case: Opened) -> UUID:
    with case.platform.platform.services["casework"].read_only(Actor("test")) as work:
        return work.load(Case(case.id))[0].opened.organisation


def agree(case: Opened, *, person: UUID | None, on: str) -> UUID:
    """Let one of the provider's people be the support person of a case; which volunteer it is."""
    if person is not None:
        employ(case.platform, person, organisation=_provider(case))
    match_id, volunteer_id = uuid4(), uuid4()
    event = MatchAgreed(
        match_id=match_id,
        case_id=case.id,
        referral_id=UUID(case.referral),
        volunteer_id=volunteer_id,
        organisation=uuid4(),
        programme="amm-tukihenkilo",
        sender=uuid4(),
        agreed_on=date.fromisoformat(on),
        person_id=person,
    )
    _tell(case, Agreement(match_id), event)
    return volunteer_id


def link(case: Opened, volunteer_id: UUID, *, person: UUID) -> None:
    """Let a volunteer sign in as one of the provider's people, from now on."""
    employ(case.platform, person, organisation=_provider(case))
    event = SignInLinked(volunteer_id=volunteer_id, person_id=person)
    _tell(case, Agreement(volunteer_id), event)


def _tell(case: Opened, of: Agreement, event: Any) -> None:
    volunteers = case.platform.platform.services["volunteers"]
    volunteers.execute(lambda work: work.change(of, partial(_only, event)), Actor("test"))
    case.platform.settle()


def _only(event: Any, _: Any) -> list[Any]:
    return [event]


def path(case: Opened) -> str:
    return f"/casework/cases/{case.id}"


def visits(case: Opened) -> list[tuple[str, int]]:
    listed = case.coordinator.get(f"{case.path}/visits").json["visits"]
    return [(visit["held_on"], visit["minutes"]) for visit in listed]


def a_visit(case: Opened, **more: Any) -> dict[str, Any]:
    today = ago(case.platform, 0)
    return {"who": str(case.id), "held_on": today, "length": "120", **more}
