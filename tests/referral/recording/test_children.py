"""Brothers and sisters of a referral: named to who took the family on, and to nobody before."""

from typing import Any

from tests.platform import BASE, Stepped
from tests.referral.eligibility.test_eligibility_api import AMM, sibling
from tests.referral.referrals.bodies import child, referral
from tests.sightings import revealed

ROOT = "/referral/api/v1/referrals"
NAMES = ("Eino", "Helmi")
SIBLINGS = [sibling("Eino", "2014-01-01"), sibling("Helmi", "2017-04-01")]
CODE = "010415A903V"


def sent(platform: Stepped, **changed: Any) -> str:
    made = platform.caller("municipal-turku").post(ROOT, referral(**changed))
    assert made.status_code == 201, made.text
    return str(made.headers["Location"])


def page(platform: Stepped, at: str, who: str, service: str = "referral") -> str:
    text: str = platform.browser(who, service).get(f"{at}?lang=fi", base_url=BASE).text
    return text


def sheet(where: str) -> str:
    return f"/referral/referrals/{where.rpartition('/')[2]}"


def accept(platform: Stepped, where: str, who: str = "coordinator-mll") -> str:
    answer = platform.caller(who).put(f"{where}/acceptance", {})
    assert answer.status_code == 200, answer.text
    platform.settle()
    return str(answer.json["case"])


def test_nobody_reads_their_names_before_acceptance(platform: Stepped) -> None:
    where = sent(platform, siblings=SIBLINGS)
    assert revealed(page(platform, sheet(where), "coordinator-mll"), NAMES) == []
    assert revealed(platform.caller("coordinator-mll").get(where).text, NAMES) == []


def test_whoever_took_the_family_on_knows_every_child(platform: Stepped) -> None:
    where = sent(platform, siblings=SIBLINGS)
    case = accept(platform, where)
    read = page(platform, sheet(where), "coordinator-mll")
    assert "Eino Testinen, 1.1.2014; Helmi Testinen, 1.4.2017" in read
    subject = platform.caller("coordinator-mll").get(where).json["subject"]
    assert [each["given_name"] for each in subject["siblings"]] == list(NAMES)
    at_work = page(platform, f"/casework/cases/{case}", "coordinator-mll", "casework")
    assert "Eino Testinen, 1.1.2014, 12 v; Helmi Testinen, 1.4.2017, 9 v" in at_work


def test_an_identity_code_is_read_by_who_took_the_child_on(platform: Stepped) -> None:
    who = "coordinator-siipisulka"
    where = sent(platform, **AMM | {"subject": child(identity_code=CODE)})
    before = page(platform, sheet(where), who)
    accept(platform, where, who)
    after = page(platform, sheet(where), who)
    assert (revealed(before, (CODE,)), revealed(after, (CODE,))) == ([], [CODE])
    assert platform.caller(who).get(where).json["subject"]["identity_code"] == CODE
