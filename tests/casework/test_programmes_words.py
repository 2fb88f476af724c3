"""A case speaks in its programme's words: what is no part of it is not on its page."""

from tests.casework.acceptance import Opened
from tests.casework.visiting import Browser, browser, path
from tests.platform import Stepped
from tests.referral.referrals.bodies import referral
from tests.sightings import revealed

OF_CLIENT_PLANS = ("Asiakassuunnitelma", "asiakassuunnitelma", "GAS", "ei ole vaiheita")


def guided(platform: Stepped) -> tuple[Browser, str]:
    """The page of a case of a programme with volunteers, and its coordinator."""
    made = platform.caller("demo-turku").post("/referral/api/v1/referrals", referral())
    mll = platform.caller("coordinator-mll")
    case = mll.put(f"{made.headers['Location']}/acceptance", {}).json["case"]
    platform.settle()
    return browser(platform, "coordinator-mll"), f"/casework/cases/{case}"


def test_with_volunteers_people_talk_and_have_no_client_plan(platform: Stepped) -> None:
    coordinator, page = guided(platform)
    shown = coordinator.get(f"{page}?lang=fi").text
    assert revealed(shown, OF_CLIENT_PLANS) == []
    assert "Kirjaa seurantakeskustelu" in shown
    form = coordinator.get(f"{page}/plan-meetings/new?lang=fi").text
    assert ("<h1>Kirjaa seurantakeskustelu</h1>" in form, revealed(form, OF_CLIENT_PLANS)) == (
        True,
        [],
    )


def test_with_professionals_a_client_plan_is_met_about(case: Opened, coordinator: Browser) -> None:
    shown = coordinator.get(f"{path(case)}?lang=fi").text
    assert revealed(shown, ("Kirjaa asiakassuunnitelmapalaveri", "GAS")) == [
        "Kirjaa asiakassuunnitelmapalaveri",
        "GAS",
    ]
