"""A package on pages, in three languages: from the request to what came of it, and begun again."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from werkzeug.test import Client

from services.platform.demo.people import fixed_id
from tests.platform import Stepped, csrf_of
from tests.referral.family_contacts.families import get, path_of, post
from tests.referral.packages.planning import (
    ASKER,
    FOLKHALSAN,
    LEAD,
    PARTNER,
    REGION,
    REQUEST,
    closed,
    day_after,
    planned,
    requested,
)

PAGES = "/referral/professionals/packages"
TEMPLATES = f"{PAGES}/templates"


@dataclass
class Reader:
    """Somebody in front of one package's page."""

    platform: Stepped
    sign_in: str
    home: str = PAGES
    seen: dict[str, int] = field(default_factory=dict)

    @cached_property
    def browser(self) -> Client:
        return self.platform.browser(self.sign_in)

    def reads(self, page: str = "", language: str = "en") -> str:
        self.platform.settle()
        answer = get(self.browser, f"{self.home}{page}", language)
        assert answer.status_code == 200, (page, answer.status_code)
        return answer.text

    def sends(self, form: str, **values: Any) -> Any:
        """The form below the page, as its token and version say."""
        shown = self.reads()
        version = re.findall(r'name="seen" value="([^"]+)"', shown)
        data = {"csrf_token": csrf_of(shown), "seen": version[0] if version else "1"}
        return post(self.browser, f"{self.home}/{form}", data | values)

    def links(self, ending: str) -> list[str]:
        shown = self.reads()
        return re.findall(rf'href="{self.home}/([^"]*{ending})"', shown)


def test_it_is_planned_agreed_and_closed_on_pages(platform: Stepped) -> None:
    town, lead = Reader(platform, ASKER), Reader(platform, LEAD)
    wanted = REQUEST | {"by_when": day_after(platform, 30)}
    form = town.reads("/new", "fi")
    sent = wanted | {"csrf_token": csrf_of(form)}
    assert post(town.browser, f"{PAGES}/new", sent | {"people": ""}).status_code == 422
    named = post(town.browser, f"{PAGES}/new", sent | {"wishes": "Soita 040 123 4567"})
    assert (named.status_code, "040 123 4567" in named.text) == (422, True)
    town.home = lead.home = path_of(post(town.browser, f"{PAGES}/new", sent))
    assert town.reads("/request", "sv")
    assert town.sends("request", **(wanted | {"people": "25"})).status_code == 303
    assert "Nobody has taken it yet" in lead.reads()
    assert lead.sends("taking").status_code == 303
    _plan(platform, lead)
    shown = town.reads(language="sv")
    edition = re.findall(r'name="edition" value="(\d+)"', shown)[0]
    assert lead.sends("approval", edition=edition).status_code == 303
    assert town.sends("goals", goal="Vanhemmat tuntevat toisensa").status_code == 303
    late = town.sends("approval", edition=edition)
    assert (late.status_code, "Vanhemmat tuntevat" in late.text) == (409, True)
    for reader in (town, lead):
        newest = re.findall(r'name="edition" value="(\d+)"', reader.reads())[0]
        assert reader.sends("approval", edition=newest).status_code == 303
    _do(platform, town, lead)


def _plan(platform: Stepped, lead: Reader) -> None:
    for page in ("/scope", "/goals", "/sessions", "/lines"):
        assert all(lead.reads(page, each) for each in ("fi", "sv", "en"))
    day = day_after(platform, -1)
    session = {"title": "Työpaja", "day": day, "begins": "10.00", "minutes": "90", "place": "Koulu"}
    line = {"purpose": "Ohjaajat", "payer": "MUNICIPALITY", "amount": "600"}
    for form, values in (
        ("scope", {"scope": "Kaksi työpajaa", "partners": FOLKHALSAN}),
        ("goals", {"goal": "Kukaan ei jää yksin"}),
        ("sessions", session),
        ("sessions", session | {"title": "Turha"}),
        ("lines", line),
    ):
        answer = lead.sends(form, **values)
        assert answer.status_code == 303, (form, answer.text)
    assert lead.sends("lines", **line, funder="x" * 201).status_code == 422
    assert lead.sends("lines", **(line | {"amount": "0"})).status_code == 422
    (wording,), (money,) = lead.links("/wording"), lead.links("lines/[^/]*/plan")
    first, second = lead.links("sessions/[^/]*/plan")
    for form, values in (
        (wording, {"goal": "Kukaan ei jää välitunnilla yksin"}),
        (money, line | {"amount": "650,50"}),
        (first, session | {"begins": "11.00"}),
    ):
        assert lead.reads(f"/{form}", "fi")
        assert lead.sends(form, **values).status_code == 303
    part = f"parts/{second.split('/')[1]}"
    assert lead.reads(f"/{part}", "sv")
    assert lead.sends(part).status_code == 303
    assert "650,50" in lead.reads(language="fi") and "Turha" not in lead.reads()


def _do(platform: Stepped, town: Reader, lead: Reader) -> None:
    (heads,) = lead.links("/heads")
    assert lead.reads(f"/{heads}", "fi")
    assert lead.sends(heads, children="23", is_estimate="yes").status_code == 303
    assert lead.reads(f"/{heads}", "sv")
    cost = {"day": day_after(platform, 0), "amount": "700,00", "purpose": "Palkkio"}
    line = re.findall(r'<option value="([0-9a-f-]{36})"', lead.reads("/costs", "fi"))[0]
    for _ in range(2):
        assert lead.sends("costs", line_id=line, **cost).status_code == 303
    back = lead.links("/withdrawal")[0]
    assert lead.reads(f"/{back}")
    assert lead.sends(back).status_code == 303
    shown = town.reads()
    assert "About: children 23" in shown and "€49.50 more than agreed" in shown
    assert "You pay €650.50 of it; €700.00 so far." in shown
    goals = re.findall(r'name="reached" value="([^"]+)"', lead.reads("/closing", "sv"))
    ended = {"outcome": "Luokka sai säännöt", "reached": goals[0], "title": "Rauhaa luokkaan"}
    assert lead.sends("closing", **ended).status_code == 303
    assert "Luokka sai säännöt" in town.reads(language="sv")


def test_a_template_is_begun_again_on_pages(platform: Stepped) -> None:
    kept = closed(platform).rpartition("/")[2]
    town, partner = Reader(platform, "municipal-varha"), Reader(platform, PARTNER)
    assert "Rauhaa luokkaan" in town.reads("/templates", "fi")
    assert "Rauhaa luokkaan" not in town.reads("/templates?kind=TRAINING")
    assert "Ask for this" in town.reads(f"/templates/{kept}")
    form = town.reads(f"/new?template_id={kept}&kind=WORKSHOP_FOR_CLASS", "sv")
    assert f'name="template_id" value="{kept}"' in form
    address = f"{TEMPLATES}/{kept}/new"
    shown = partner.reads(f"/templates/{kept}/new", "fi")
    laitila = str(fixed_id("organisation:laitila"))
    wanted = REQUEST | {"by_when": day_after(platform, 30), "csrf_token": csrf_of(shown)}
    assert post(partner.browser, address, wanted).status_code == 422
    wrong = wanted | {"organisation": laitila}
    assert post(partner.browser, address, wrong).status_code == 422
    made = post(partner.browser, address, wrong | {"municipality": "400"})
    partner.home = path_of(made)
    assert "Ensimmäinen työpaja" in partner.reads(language="sv")


def test_it_is_given_back_and_cancelled_on_pages(platform: Stepped) -> None:
    home = planned(platform).replace("/referral/api/v1", "/referral/professionals")
    town, lead = Reader(platform, ASKER, home), Reader(platform, LEAD, home)
    assert lead.sends("return", reason="").status_code == 422
    assert lead.sends("return", reason="Työntekijä lähti").status_code == 303
    assert town.sends("cancellation", reason="Koulu suljettiin").status_code == 303
    assert "Koulu suljettiin" in town.reads(language="fi")


def test_what_waits_is_on_ones_day(platform: Stepped) -> None:
    requested(platform)
    desk = platform.browser(LEAD)
    assert (
        "Municipalities ask for help made to measure"
        in get(desk, "/referral/desk?day=1", "en").text
    )
    planned(platform)
    for sign_in in (ASKER, LEAD, REGION):
        assert PAGES in get(platform.browser(sign_in), "/referral/directory", "fi").text


def test_only_a_partner_is_shown_the_form_of_its_answer(platform: Stepped) -> None:
    at = f"{PAGES}/{planned(platform)[-36:]}"
    for who in (ASKER, LEAD, REGION):
        assert "partner-agreement" not in Reader(platform, who, at).reads()
    partner = Reader(platform, PARTNER, at)
    assert "partner-agreement" in partner.reads()
    assert partner.sends("partner-refusal", reason="x").status_code == 422
    assert partner.sends("partner-refusal", reason="Emme ehdi.").status_code == 303
    assert "takes no part. Emme ehdi." in Reader(platform, ASKER, at).reads()
    edition = re.findall(r'name="edition" value="([^"]+)"', partner.reads())[0]
    for number, status in (("1", 409), (edition, 303)):
        typed = {"csrf_token": csrf_of(partner.reads()), "edition": number}
        assert post(partner.browser, f"{at}/partner-agreement", typed).status_code == status
    assert "partner-agreement" not in partner.reads()
    assert f"on mukana, suunnitelman versio {edition}" in Reader(platform, ASKER, at).reads(
        "", "fi"
    )
