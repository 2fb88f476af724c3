"""The directory over HTTP and on its pages, for those who may look and those who may write."""

from typing import Any

from werkzeug.test import TestResponse

from tests.platform import BASE, Stepped, csrf_of
from tests.referral.directory.test_programme_files import TEXT
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1"
NEW = TEXT.replace("provider: boats", "provider: mll-vs")
QUESTION: dict[str, Any] = {
    "programme": "kaveri",
    "municipality": "853",
    "subject": {"kind": "CHILD", "date_of_birth": "2015-04-01"},
    "needs": ["LONELINESS"],
    "referrer": {"kind": "SCHOOL"},
}


def ask(platform: Stepped, **changed: Any) -> Any:
    return platform.caller("demo-turku").post(f"{ROOT}/eligibility", QUESTION | changed).json


def codes(answer: Any) -> dict[str, str]:
    return {each["code"]: each["id"] for each in answer.json["organisations"]}


def test_organisations_are_listed_with_id_and_code(platform: Stepped) -> None:
    answer = platform.caller("demo-kela").get(f"{ROOT}/organisations")
    turku = [each for each in answer.json["organisations"] if each["code"] == "turku"]
    assert [(each["kind"], each["area"]) for each in turku] == [("MUNICIPALITY", "853")]


def test_every_programme_is_listed_whole(platform: Stepped) -> None:
    answer = platform.caller("demo-turku").get(f"{ROOT}/programmes")
    kaveri = next(each for each in answer.json["programmes"] if each["code"] == "kaveri")
    assert kaveri["audience"]["age_max"] == 17


def test_one_programme_has_the_version_of_its_stream(platform: Stepped) -> None:
    answer = platform.caller("demo-turku").get(f"{ROOT}/programmes/amm-tukihenkilo")
    phases = [phase["code"] for phase in answer.json["phases"]]
    assert (answer.headers["ETag"], phases) == ('"1"', ["START", "TRUST", "FUTURE", "REDUNDANCY"])


def test_a_programme_that_is_not_there_is_not_found(platform: Stepped) -> None:
    assert platform.caller("demo-turku").get(f"{ROOT}/programmes/kerho").status_code == 404


def test_an_organisation_sees_its_own_agreements(platform: Stepped) -> None:
    sastamala = platform.caller("coordinator-sastamala").get(f"{ROOT}/agreements")
    assert [each["programmes"] for each in sastamala.json["agreements"]] == [["rinnallakulkija"]]


def test_a_colleague_is_listed_and_a_stranger_is_not(platform: Stepped) -> None:
    answer = platform.caller("coordinator-siipisulka").get(f"{ROOT}/people")
    people = [each["sign_in"] for each in answer.json["people"]]
    assert people == ["coordinator-siipisulka", "vetting-siipisulka", "worker-siipisulka"]


def test_a_person_who_leaves_is_refused_at_once(platform: Stepped) -> None:
    worker = platform.caller("worker-siipisulka")
    people = platform.caller("coordinator-siipisulka").get(f"{ROOT}/people").json["people"]
    person = next(each["id"] for each in people if each["sign_in"] == "worker-siipisulka")
    left = platform.caller("admin").put(f"{ROOT}/people/{person}/leaving", {})
    assert (left.status_code, worker.get(f"{ROOT}/people").status_code) == (200, 401)


def test_an_administrator_lets_somebody_in(platform: Stepped) -> None:
    admin = platform.caller("admin")
    home = codes(admin.get(f"{ROOT}/organisations"))["sasta"]
    body = {
        "sign_in": "uusi",
        "name": "Uusi Ihminen",
        "organisation": home,
        "roles": ["ngo_worker"],
    }
    made = admin.post(f"{ROOT}/people", body)
    people = platform.caller("coordinator-sastamala").get(f"{ROOT}/people").json["people"]
    assert (made.status_code, [each["name"] for each in people][-1]) == (201, "Uusi Ihminen")


def test_a_programme_nobody_has_seen_is_published_and_referred_to(platform: Stepped) -> None:
    admin = platform.caller("admin")
    made = admin.post(f"{ROOT}/programmes", {"yaml": NEW})
    home = codes(admin.get(f"{ROOT}/organisations"))
    agreement = {
        "provider": home["mll-vs"],
        "party": home["turku"],
        "programmes": ["rowing"],
        "municipalities": ["853"],
        "starts_on": "2026-01-01",
    }
    agreed = admin.post(f"{ROOT}/agreements", agreement)
    sent = platform.caller("demo-turku").post(f"{ROOT}/referrals", referral(programme="rowing"))
    assert [each.status_code for each in (made, agreed, sent)] == [201, 201, 201]


def test_faults_of_a_programme_are_told_with_their_lines(platform: Stepped) -> None:
    faulty = NEW.replace("age_max: 17", "age_max: 5")
    answer = platform.caller("admin").post(f"{ROOT}/programmes", {"yaml": faulty})
    errors = {"audience.age_max": ["programme.yaml:11 audience.age_max: 5 is below age_min 6"]}
    assert (answer.status_code, answer.json["errors"]) == (422, errors)


def test_only_an_administrator_publishes(platform: Stepped) -> None:
    answer = platform.caller("coordinator-mll").post(f"{ROOT}/programmes", {"yaml": NEW})
    assert answer.status_code == 403


def test_an_agreement_is_ended_by_its_last_day(platform: Stepped) -> None:
    admin = platform.caller("admin")
    answer = platform.caller("coordinator-sastamala").get(f"{ROOT}/agreements")
    (agreement,) = answer.json["agreements"]
    address = f"{ROOT}/agreements/{agreement['id']}"
    ended = admin.put(f"{address}/ending", {"on": "2026-06-30"})
    assert (ended.status_code, ended.json["ends_on"]) == (200, "2026-06-30")


def test_eligibility_is_asked_without_writing(platform: Stepped) -> None:
    answer = ask(platform, client_status="NONE")
    assert (answer["asked"]["verdict"], answer["asked"]["findings"][0]["rule"]) == (
        "FITS",
        "SUBJECT_KIND",
    )


def test_eligibility_names_the_rule_and_what_else_fits(platform: Stepped) -> None:
    answer = ask(platform, client_status="CHILD_PROTECTION_OPEN_CARE")
    hard = [each["rule"] for each in answer["asked"]["findings"] if each["verdict"] == "HARD"]
    others = [each["programme"] for each in answer["alternatives"]]
    assert (hard, others) == (["CHILD_PROTECTION_CLIENT"], ["perhelinja"])


def test_eligibility_without_a_programme_lists_what_is_possible(platform: Stepped) -> None:
    programmes = [each["programme"] for each in ask(platform, programme=None)["alternatives"]]
    assert programmes == ["perhelinja", "kaveri"]


def test_nobody_is_said_to_be_no_client(platform: Stepped) -> None:
    verdicts = {each["rule"]: each["verdict"] for each in ask(platform)["asked"]["findings"]}
    assert verdicts["CLIENT_STATUS_UNKNOWN"] == "SOFT"


def test_eligibility_is_explained_in_names(platform: Stepped) -> None:
    findings = ask(platform, client_status="CHILD_PROTECTION_OPEN_CARE")["asked"]["findings"]
    messages = [each["message"] for each in findings if each["rule"] in ("SUBJECT_KIND", "AREA")]
    assert messages == [
        "Buddy support person is for children and for young people.",
        "There is an agreement for the municipality: Turku.",
    ]


def test_eligibility_asks_of_every_child(platform: Stepped) -> None:
    aino = {"given_name": "Aino", "date_of_birth": "2024-04-01"}
    findings = ask(platform, siblings=[aino])["asked"]["findings"]
    ages = [each["verdict"] for each in findings if each["rule"] == "AGE"]
    assert ages == ["FITS", "HARD"]


def page(platform: Stepped, who: str, path: str, **form: str) -> TestResponse:
    browser = platform.browser(who)
    return browser.get(path, base_url=BASE, **form)


def test_the_directory_shows_every_programme(platform: Stepped) -> None:
    text = page(platform, "coordinator-mll", "/referral/directory?lang=fi").text
    assert [
        name for name in ("Kaveritoiminta", "Perhelinja", "Sählyjengi") if name not in text
    ] == []


def test_a_programmes_page_shows_its_phases_and_rules(platform: Stepped) -> None:
    text = page(platform, "municipal-turku", "/referral/directory/programmes/amm-tukihenkilo").text
    assert [word for word in ("Luottamus", "T16", "Perheen tarve") if word not in text] == []


def test_the_form_for_publishing_is_the_administrators(platform: Stepped) -> None:
    statuses = [
        page(platform, who, "/referral/directory/publication").status_code
        for who in ("admin", "coordinator-mll")
    ]
    assert statuses == [200, 403]


def test_a_faulty_programme_is_shown_again_with_its_lines(platform: Stepped) -> None:
    browser, address = platform.browser("admin"), "/referral/directory/publication"
    token = csrf_of(browser.get(address, base_url=BASE).text)
    form = {"csrf_token": token, "yaml": NEW.replace("age_max: 17", "age_max: 5")}
    answer = browser.post(address, base_url=BASE, data=form)
    is_there = "11: audience.age_max 5 on pienempi kuin age_min 6" in answer.text
    assert (answer.status_code, is_there) == (422, True)


def test_a_published_programme_is_shown_at_once(platform: Stepped) -> None:
    browser, address = platform.browser("admin"), "/referral/directory/publication"
    token = csrf_of(browser.get(address, base_url=BASE).text)
    answer = browser.post(address, base_url=BASE, data={"csrf_token": token, "yaml": NEW})
    shown = browser.get(answer.headers["Location"], base_url=BASE)
    assert (answer.status_code, "Soutukaveri" in shown.text) == (303, True)


def test_a_programme_says_what_belongs_to_it_who_pays_and_how_it_is_followed(
    platform: Stepped,
) -> None:
    address = "/referral/directory/programmes"
    team = page(platform, "municipal-turku", f"{address}/nuorten-monialainen").text
    friend = page(platform, "municipal-turku", f"{address}/kaveri").text
    assert "yhteenveto 3 kuukauden välein, yksi yhteinen suunnitelma" in team
    assert "Euroopan unioni (NextGenerationEU)" in team
    assert "kunta, STEA" in friend
    assert "osallistujat, tuetut perheet, kohtaamiset" in friend
