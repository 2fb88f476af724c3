"""A coordinator keeps the rota, the network reads it, and families see its times without names."""

from tests.platform import Stepped
from tests.referral.family_contacts.families import get, stranger
from tests.referral.receptions.planning import FAMILIES, RECEPTION, ROTAS, SLOTS, planned

LINK = str(RECEPTION["link"])


def test_a_rota_becomes_times_for_families(platform: Stepped) -> None:
    at = planned(platform)
    coordinator, sender = platform.caller("coordinator-mll"), platform.caller("municipal-turku")
    times = sender.get(f"{SLOTS}?theme=ero&municipality=400").json["slots"]
    assert [each["begins"] for each in times[:5]] == ["12:00", "12:45", "13:30", "14:15", "15:00"]
    assert sender.get(f"{SLOTS}?theme=omaiset").json["slots"] == []
    father = stranger(platform)
    front = get(father, FAMILIES, "en").text
    assert "Separation" in front and "eating" not in front.lower()
    page = get(father, f"{FAMILIES}?theme=ero&place=400", "en").text
    assert "12:45" in page and "Testikatu 5" in page
    assert "Kaislakoski" not in page and LINK not in page
    assert "No free times" in get(father, f"{FAMILIES}?theme=ero&place=091", "en").text
    planned(platform, place="", municipality="", begins="17:00", ends="18:00")
    online = get(father, f"{FAMILIES}?theme=ero&place=online", "sv").text
    assert "17:00" in online and "12:45" in online
    assert "17:00" not in get(father, f"{FAMILIES}?theme=ero&place=400", "sv").text
    off = coordinator.put(f"{at}/day-off", {"day": times[0]["day"]}, of=at)
    assert off.json["days_off"] == [times[0]["day"]]
    platform.settle()
    later = sender.get(f"{SLOTS}?theme=ero&municipality=400").json["slots"]
    assert later[0]["day"] > times[0]["day"]


def test_the_link_and_the_pen_are_its_own_organisations(platform: Stepped) -> None:
    at = planned(platform)
    ours, theirs = platform.caller("coordinator-mll"), platform.caller("coordinator-siipisulka")
    assert (ours.get(at).json["link"], theirs.get(at).json["link"]) == (LINK, "")
    (listed,) = theirs.get(ROTAS).json["rotas"]
    assert listed["link"] == ""
    day = {"last_day": "2030-01-01"}
    assert theirs.put(f"{at}/ending", day, of=at).status_code == 404
    assert ours.put(f"{at}/ending", day, of=at).json["ends_on"] == "2030-01-01"
    unfit = RECEPTION | {"starts_on": "2030-01-01", "programme": "amm-tukihenkilo"}
    assert ours.post(ROTAS, unfit).status_code == 422


def test_a_coordinator_keeps_it_in_the_browser(platform: Stepped) -> None:
    home = planned(platform).replace("/api/v1/reception/rotas", "/reception/rota")
    browser = platform.browser("coordinator-mll")
    assert "Kaislakoski" in get(browser, "/referral/reception/rota", "en").text
    page = get(browser, home, "en").text
    assert "12:00" in page and LINK in page
    for form in ("plan", "day-off", "day-given-back", "ending"):
        assert get(browser, f"{home}/{form}", "fi").status_code == 200
