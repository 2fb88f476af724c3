"""A municipality asks, an organisation plans, both agree, it is done, counted and begun again."""

from services.platform.demo.people import fixed_id
from services.referral.package_pages.resources import PAGES
from tests.platform import BASE, Stepped
from tests.referral.packages.planning import (
    ASKER,
    FOLKHALSAN,
    LEAD,
    LINES,
    MLL,
    OUTSIDE,
    PARTNER,
    REGION,
    REQUEST,
    ROOT,
    TEMPLATES,
    TURKU,
    agreed,
    closed,
    day_after,
    edition,
    planned,
    put,
    requested,
    taken,
)

COLLEAGUE = "municipal-varha"


def test_until_it_is_taken_those_who_serve_the_place_read_it(platform: Stepped) -> None:
    at = requested(platform)
    for each in (ASKER, LEAD, PARTNER, REGION):
        caller = platform.caller(each)
        assert caller.get(at).json["phenomenon"] == REQUEST["phenomenon"]
        assert [line["id"] for line in caller.get(ROOT).json["packages"]] == [at[-36:]]
    for each in (COLLEAGUE, OUTSIDE):
        caller = platform.caller(each)
        assert caller.get(at).status_code == 404
        assert caller.get(ROOT).json["packages"] == []


def test_once_taken_both_sides_partners_and_the_region_read_it(platform: Stepped) -> None:
    at = taken(platform)
    assert platform.caller(LEAD).get(at).json["lead"] == MLL
    assert platform.caller(PARTNER).get(at).status_code == 404
    assert platform.caller(PARTNER).get(ROOT).json["packages"] == []
    assert put(platform, LEAD, at, "scope", scope="Pajat", partners=[FOLKHALSAN]).status_code == 200
    platform.settle()
    for each in (ASKER, PARTNER, REGION):
        assert platform.caller(each).get(at).json["plan"]["partners"] == [FOLKHALSAN]
        assert len(platform.caller(each).get(ROOT).json["packages"]) == 1
    for each in (COLLEAGUE, OUTSIDE):
        assert platform.caller(each).get(at).status_code == 404


def test_both_agree_to_one_edition_and_to_a_later_one_anew(platform: Stepped) -> None:
    at = planned(platform)
    first = edition(platform, at)
    assert put(platform, LEAD, at, "approval", edition=first).json["status"] == "IN_PLANNING"
    goal = {"goal": "Vanhemmat tuntevat toisensa."}
    assert platform.caller(ASKER).post(f"{at}/goals", goal).status_code == 201
    late = put(platform, ASKER, at, "approval", edition=first)
    assert (late.status_code, "Vanhemmat tuntevat" in late.text) == (409, True)
    assert put(platform, ASKER, at, "approval", edition=first + 2).status_code == 422
    for by in (ASKER, LEAD):
        answer = put(platform, by, at, "approval", edition=first + 1)
    assert (answer.json["status"], answer.json["agreed"]["edition"]) == ("AGREED", first + 1)
    put(platform, ASKER, at, "scope", scope="Kolme työpajaa", partners=[FOLKHALSAN])
    shown = platform.caller(ASKER).get(at).json
    assert (shown["plan"]["edition"], shown["agreed"]["edition"]) == (first + 2, first + 1)
    for by in (LEAD, ASKER):
        answer = put(platform, by, at, "approval", edition=first + 2)
    assert answer.json["agreed"]["scope"] == "Kolme työpajaa"


def test_a_partner_sees_what_it_pays_and_others_lines_not(platform: Stepped) -> None:
    at = agreed(platform)
    shares = {each: platform.caller(each).get(at).json["shares"] for each in (ASKER, PARTNER)}
    assert [each["budget"] for each in shares[ASKER]] == ["600.00", "200.00", "100.50"]
    assert [each["organisation"] for each in shares[PARTNER]] == [FOLKHALSAN]
    lines = platform.caller(PARTNER).get(at).json["agreed"]["lines"]
    assert [each["purpose"] for each in lines] == [LINES[2]["purpose"]]
    foreign = platform.caller(LEAD).get(at).json["agreed"]["lines"][0]["id"]
    cost = {"day": day_after(platform, 0), "amount": "20.00", "purpose": "Tulkki"}
    partner = platform.caller(PARTNER)
    assert partner.post(f"{at}/costs", cost | {"line_id": foreign}).status_code == 422
    assert partner.post(f"{at}/costs", cost | {"line_id": lines[0]["id"]}).status_code == 201
    assert platform.caller(LEAD).get(at).json["shares"][2]["actual"] == "20.00"


def test_it_is_closed_and_counts_alone_travel(platform: Stepped) -> None:
    at = closed(platform)
    shown = platform.caller(ASKER).get(at).json
    assert (shown["status"], shown["shares"][0]["actual"]) == ("CLOSED", "610.40")
    assert put(platform, ASKER, at, "cancellation", reason="Myöhässä").status_code == 409
    feed = platform.caller("demo-turku").get("/referral/api/v1/events").json["events"]
    (event,) = [each for each in feed if "package" in each["type"]]
    assert event["data"]["paid_by_municipality"] == 61040
    assert (event["data"]["sessions"], event["data"]["children"]) == (1, 23)
    assert "säännöt" not in str(feed)


def test_it_is_begun_again_by_another_municipality(platform: Stepped) -> None:
    closed(platform)
    (kept,) = platform.caller("municipal-varha").get(TEMPLATES).json["templates"]
    assert (kept["title"], kept["lines"][0]["amount"]) == ("Rauhaa luokkaan", "600.00")
    assert "Koulu" not in str(kept) and "day" not in str(kept["sessions"])
    again = requested(platform, by="municipal-varha", municipality="400", template_id=kept["id"])
    assert put(platform, PARTNER, again, "taking").status_code == 200
    plan = platform.caller(PARTNER).get(again).json["plan"]
    assert [each["goal"] for each in plan["goals"]] == kept["goals"]
    assert plan["sessions"][0]["day"] is None
    early = put(platform, PARTNER, again, "approval", edition=plan["edition"])
    assert (early.status_code, "Ensimmäinen työpaja" in early.json["detail"]) == (409, True)


def test_an_organisation_begins_it_again_for_another_municipality(platform: Stepped) -> None:
    template = closed(platform)[-36:]
    laitila = str(fixed_id("organisation:laitila"))
    wanted = REQUEST | {"by_when": day_after(platform, 90), "organisation": laitila}
    address = f"{TEMPLATES}/{template}/packages"
    partner = platform.caller(PARTNER)
    assert partner.post(address, wanted).status_code == 422  # Turku is no part of Laitila
    made = partner.post(address, wanted | {"municipality": "400"})
    assert made.status_code == 201, made.text
    shown = partner.get(f"{ROOT}/{made.json['id']}").json
    assert (shown["organisation"], shown["lead"]) == (laitila, FOLKHALSAN)
    payers = [each["organisation"] for each in shown["plan"]["lines"]]
    assert payers == [laitila, FOLKHALSAN, FOLKHALSAN]
    elsewhere = wanted | {"municipality": "790"}
    assert partner.post(address, elsewhere).status_code == 422
    outside = platform.caller(OUTSIDE)
    assert outside.get(TEMPLATES).json["templates"] == []
    assert outside.get(f"{TEMPLATES}/{template}").status_code == 404
    assert outside.post(address, wanted | {"municipality": "400"}).status_code == 404


def test_only_each_side_says_its_own(platform: Stepped) -> None:
    at = planned(platform)
    reason = {"reason": "Ei onnistu"}
    for by, change, body in (
        (PARTNER, "approval", {"edition": 1}),
        (PARTNER, "scope", {"scope": "Muuta"}),
        (PARTNER, "cancellation", reason),
        (ASKER, "return", reason),
        (ASKER, "closing", {"outcome": "Hyvä"}),
        (COLLEAGUE, "approval", {"edition": 1}),
    ):
        answer = platform.caller(by).put(f"{at}/{change}", body, seen='"1"')
        assert answer.status_code in (403, 404), (by, change)


def test_a_text_that_names_somebody_is_refused(platform: Stepped) -> None:
    wrong = {"phenomenon": "Soittakaa 040 123 4567.", "by_when": day_after(platform, 9)}
    asker = platform.caller(ASKER)
    assert asker.post(ROOT, REQUEST | wrong).status_code == 422
    at = taken(platform)
    assert put(platform, LEAD, at, "scope", scope="Kirje osoitteeseen a@b.fi").status_code == 422
    assert put(platform, LEAD, at, "return", reason="Soita 040 123 4567").status_code == 422


def test_a_municipality_asks_for_its_own_area_alone(platform: Stepped) -> None:
    wanted = REQUEST | {"by_when": day_after(platform, 9)}
    for by, place, status in (
        (ASKER, "400", 422),
        (ASKER, "999", 422),
        ("municipal-varha", "400", 201),
        ("municipal-varha", "790", 422),
    ):
        made = platform.caller(by).post(ROOT, wanted | {"municipality": place})
        assert made.status_code == status, (by, place, made.text)
    over = wanted | {"by_when": day_after(platform, -1)}
    assert platform.caller(ASKER).post(ROOT, over).status_code == 422


def test_what_is_given_back_others_may_take(platform: Stepped) -> None:
    at = planned(platform)
    answer = put(platform, LEAD, at, "return", reason="Meiltä lähti työntekijä.")
    assert (answer.json["status"], answer.json["lead"]) == ("REQUESTED", None)
    assert answer.json["plan"]["scope"] == ""
    platform.settle()
    assert put(platform, PARTNER, at, "taking").json["lead"] == FOLKHALSAN
    assert platform.caller(LEAD).get(at).status_code == 404
    assert platform.caller(PARTNER).get(at).json["organisation"] == TURKU


def test_a_partner_answers_and_why_it_declines_only_the_sides_read(platform: Stepped) -> None:
    at = planned(platform)
    newest = edition(platform, at)
    for by in (LEAD, ASKER):
        assert put(platform, by, at, "partner-agreement", edition=newest).status_code in (403, 404)
    waits = {"organisation": FOLKHALSAN, "edition": None, "takes_part": None, "reason": ""}
    assert platform.caller(LEAD).get(at).json["partner_answers"] == [waits]
    no = put(platform, PARTNER, at, "partner-refusal", reason="Emme ehdi syksyllä.")
    assert no.status_code == 200, no.text
    platform.settle()
    for by in (ASKER, LEAD, REGION, PARTNER):
        (answer,) = platform.caller(by).get(at).json["partner_answers"]
        assert (answer["takes_part"], answer["reason"]) == (False, "Emme ehdi syksyllä.")
    wrong = put(platform, PARTNER, at, "partner-refusal", reason="Soita 040 123 4567.")
    assert wrong.status_code == 422
    assert put(platform, PARTNER, at, "partner-agreement", edition=newest).status_code == 200
    (answer,) = platform.caller(ASKER).get(at).json["partner_answers"]
    assert (answer["takes_part"], answer["edition"], answer["reason"]) == (True, newest, "")


def test_why_a_partner_declines_no_other_partner_reads(platform: Stepped) -> None:
    network = f"/referral/api/v1/networks/{fixed_id('network:perhelinja')}"
    other = "coordinator-siipisulka"
    siipi = str(fixed_id("organisation:siipi"))
    members = platform.caller("admin").get(network).json["members"]
    if siipi not in [each["organisation"] for each in members]:
        joining = {"municipalities": [REQUEST["municipality"]]}
        platform.caller("admin").put(f"{network}/members/{siipi}", joining, of=network)
        platform.settle()
    at = planned(platform)
    both = [FOLKHALSAN, siipi]
    assert put(platform, LEAD, at, "scope", scope="Pajat", partners=both).status_code == 200
    put(platform, PARTNER, at, "partner-refusal", reason="Emme ehdi syksyllä.")
    platform.settle()
    shown = platform.caller(other).get(at)
    assert (shown.status_code, "Emme ehdi" in shown.text) == (200, False)
    page = platform.browser(other).get(f"{PAGES}/{at[-36:]}?lang=fi", base_url=BASE).text
    assert "ei ole mukana" in page and "Emme ehdi" not in page
