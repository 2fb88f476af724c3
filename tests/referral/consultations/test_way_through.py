"""A professional asks, another organisation answers, and all professionals read what helps."""

from typing import Any

from tests.platform import Stepped
from tests.referral.family_contacts.families import get

ROOT = "/referral/api/v1/consultations"
GUIDANCE = "/referral/api/v1/consultation-guidance"
ASKER, COLLEAGUE = "municipal-turku", "municipal-varha"
HELPER, LATE = "coordinator-mll", "coordinator-folkhalsan"
OUTSIDE = "coordinator-sastamala"
QUESTION: dict[str, Any] = {
    "theme": "ero",
    "urgency": "SOON",
    "profession": "STUDENT_WELFARE",
    "text": "Kuusivuotias pelkää vaihtopäivää. Miten tuen vanhempia?",
}


def a_question(platform: Stepped, **changed: Any) -> str:
    """Ask it; its address."""
    made = platform.caller(ASKER).post(ROOT, QUESTION | changed)
    assert made.status_code == 201, made.text
    platform.settle()
    return f"{ROOT}/{made.json['id']}"


def test_who_asks_is_answered_and_others_learn(platform: Stepped) -> None:
    at = a_question(platform)
    asker, colleague, helper, late, outside = (
        platform.caller(each) for each in (ASKER, COLLEAGUE, HELPER, LATE, OUTSIDE)
    )
    for each in (helper, late, asker):
        assert [line["id"] for line in each.get(ROOT).json["consultations"]] == [at[-36:]]
    for each in (colleague, outside):
        assert each.get(ROOT).json["consultations"] == []
        assert each.get(at).status_code == 404
    assert helper.put(f"{at}/taking", {}, of=at).json["status"] == "TAKEN"
    platform.settle()
    assert late.get(at).status_code == 404
    assert late.get(ROOT).json["consultations"] == []
    named = helper.post(f"{at}/messages", {"text": "Soita minulle 040 123 4567."})
    assert named.status_code == 422 and "phone" in named.text
    assert helper.post(f"{at}/messages", {"text": "Piirtäkää kalenteri."}).status_code == 201
    assert asker.post(f"{at}/messages", {"text": "Kiitos. Entä isä?"}).status_code == 201
    text = "Sama kalenteri molempiin koteihin."
    assert helper.put(f"{at}/guidance", {"text": text}, of=at).status_code == 200
    assert colleague.get(GUIDANCE).json["guidance"] == []
    assert asker.put(f"{at}/guidance-agreement", {}, of=at).json["guidance"] == text
    platform.settle()
    for each in (colleague, late, outside):
        (line,) = each.get(f"{GUIDANCE}?theme=ero").json["guidance"]
        assert line["guidance"] == text
    assert colleague.get(f"{GUIDANCE}?theme=omaiset").json["guidance"] == []
    closed = asker.put(f"{at}/closing", {}, of=at).json
    assert (closed["status"], len(closed["thread"])) == ("CLOSED", 3)
    assert helper.post(f"{at}/messages", {"text": "Vielä yksi."}).status_code == 409


def test_it_is_read_in_the_browser(platform: Stepped) -> None:
    home = a_question(platform).replace("/api/v1", "")
    for sign_in in (ASKER, HELPER):
        browser = platform.browser(sign_in)
        assert home in get(browser, "/referral/consultations", "fi").text
        assert "Kuusivuotias" in get(browser, home, "sv").text
        assert get(browser, "/referral/consultations/guidance?theme=ero", "en").status_code == 200
    assert get(platform.browser(ASKER), "/referral/consultations/new", "fi").status_code == 200
