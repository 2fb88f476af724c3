"""Each form of volunteers and casework, refused by a rule, in three languages.

What comes back is the form with what was typed, and a sentence of ours: no code, nothing that a
language has from another. That none is left out, test_every_form says.
"""

import re
from collections.abc import Mapping

from shared.web.shell import LANGUAGE_NAMES
from tests.casework.acceptance import a_case, ago
from tests.platform import Stepped
from tests.refusals.test_forms_refused_by_rules import LATE, faults, refused
from tests.refusals.test_refusals import CODE, ENGLISH
from tests.volunteers.bodies import (
    AGREEMENT,
    applicant,
    proposed,
    ready,
    vetted,
    waiting_case,
)

Typed = Mapping[str, str]
WHY = {"reason": "Kirjattiin väärin perjantaina."}
NOBODY = "00000000-0000-4000-8000-000000000001"
NOT_TEXT = ("yes", "true", NOBODY, "NOT_SELECTED")  # a mark in a box, or what no list offers
INFORMED = {f"informed_{what}": "yes" for what in ("purpose", "content", "rights")}
CONSENT = {"given_on": "2026-02-12", **INFORMED}
SEEN = {
    "extract_issue_date": "2026-02-19",
    "checked_on": "2026-02-27",
    "source": "ORDERED_BY_ORGANISER",
}
HELD = {"held_on": "2026-02-03", "recommended": "true"}
RECEIVED = {"received_on": "2026-02-04", "count": "3"}
TRAINED = {"course": "Kevätkurssi", "completed_on": "2026-02-12", "hours": "3"}
WHO = {
    "given_name": "Uusinimi",
    "family_name": "Koenen",
    "date_of_birth": "1990-05-01",
    "municipality": "853",
    "capacity": "2",
}
OF_ENDED: dict[str, Typed] = {
    "approval": {"programme": "kaveri"},
    "correction": WHO | WHY,
    "consent": CONSENT,
    "consent-withdrawal": {},
    "consent/correction": CONSENT | WHY,
    "consent/entered-in-error": WHY,
    "interview": HELD,
    "interview/correction": HELD | WHY,
    "interview/entered-in-error": WHY,
    "references": RECEIVED,
    "references/correction": RECEIVED | WHY,
    "references/entered-in-error": WHY,
    "training": TRAINED,
    "training/1/correction": TRAINED | WHY,
    "training/1/entered-in-error": WHY,
    "pause": {},
    "return": {},
    "sign-in": {"person": NOBODY},  # whom the list does not offer
}
OF_EXTRACT: dict[str, Typed] = {
    "extract-check": SEEN,
    "extract-check/correction": SEEN | WHY,
    "extract-check/entered-in-error": WHY,
}
YES, DAY = {"given": "true", "on": "2026-03-10"}, {"on": "2026-03-10"}
ANSWERED = {
    "volunteer-consent": YES,
    "family-consent": YES | {"by": "GUARDIAN"},
    "child-view": DAY | {"view": "WANTS"},
}
OF_PROPOSAL: dict[str, Typed] = {
    "start": DAY,
    "period": {"until": "2090-12-31"},
    "end": DAY | {"reason": "MOVED"},
    **{f"{answer}/correction": typed | WHY for answer, typed in ANSWERED.items()},
}
OF_SUPPORT: dict[str, Typed] = {
    "withdrawal": {},
    "correction": {"started_on": "2026-03-01"} | WHY,
    **ANSWERED,
    **{f"{answer}/entered-in-error": WHY for answer in ANSWERED},
}
SPOKEN = {"participants": "7", "goals_being_met": "true", "decisions": "Tavataan syksyllä"}
OF_CASE: dict[str, Typed] = {  # the ids and days in braces are those of the case
    "closing": {"end_reason": "MOVED", "outcome": "IMPROVED"},
    "follow-up": {"assessed_on": "{today}", "outcome": "IMPROVED"},
    "goals/new": {"text": "Uimaan kerran viikossa", "weight": "2", "on": LATE},
    "goals/scores": {"score.{goal}": "1", "assessed_on": LATE, "assessed_by": "WORKER"},
    "goals/{goal}/correction": {"text": "Uimaan syksyllä", "weight": "0"} | WHY,
    "measurements/new": {"indicator": "gas", "value": "1", "measured_on": LATE},
    "measurements/{measurement}/correction": {"value": "99", "measured_on": "{today}"} | WHY,
    "messages": {"text": "Nähdään tiistaina uimahallilla"},
    "phase": {"to": "TRUST"},
    "phase-tasks": {"done": "T2", "on": LATE},
    "plan-meetings/new": SPOKEN | {"held_on": LATE},
    "plan-meetings/{meeting}/correction": SPOKEN | {"held_on": LATE} | WHY,
    "summaries/new": {"until": LATE},
    "tasks/T2": {"state": "WAIVED"},
    "tools/STRENGTHS": {"state": "LEFT_OUT", "kept_at": "Kansiossa"},
    "team": {"person": NOBODY, "role": "WORKER"},
}
OF_CLOSED: dict[str, Typed] = {
    **{f"{part}/entered-in-error": WHY for part in ("phase", "tasks/{task}", "goals/{goal}")},
    "goals/{goal}/score/entered-in-error": {"assessed_on": "{today}"} | WHY,
    "measurements/{measurement}/entered-in-error": WHY,
    "plan-meetings/{meeting}/entered-in-error": WHY,
}
OF_HIDDEN: dict[str, Typed] = {
    "contact-readers": {"person": NOBODY},
    "contact-viewing": {"reason": "Sovimme tapaamisesta", "hours": "1"},
}
# What is mended in each state; what test_after_erasure sends of somebody who was erased.
OF_ERASED: dict[str, Typed] = {"follow-up/entered-in-error": WHY, "reopening": WHY}
OF_ERASED_PART: dict[str, Typed] = {"entered-in-error": WHY}
OF_DRAFT: dict[str, Typed] = {
    "draft": {"is_ready": "true"},
    "approval": {},
    "return": WHY,
    "correction": WHY,
}
OF_SENT: dict[str, Typed] = {"discarding": {}}
VISIT = {"held_on": LATE, "length": "60", "kind": "FACE", "status": "HELD"}
NEW_VISIT: dict[str, Typed] = {"new": VISIT | {"who": "{case}", "notes": "Kävimme uimassa."}}
OF_VISIT: dict[str, Typed] = {"correction": VISIT | WHY}
OF_APPROVED: dict[str, Typed] = {"ending": {"reason": "NOT_SELECTED"}, "entered-in-error": WHY}
OF_STRUCK: dict[str, Typed] = {"reopening": {"why": "MISTAKE"} | WHY}
OF_NEED: dict[str, Typed] = {"proposals": {"volunteer": "{volunteer}"}}
OF_STRUCK_MATCH: dict[str, Typed] = {"reopening": WHY}
NEW_PERSON: dict[str, Typed] = {
    "new": {
        **{name: f"{{{name}}}" for name in ("given_name", "family_name", "date_of_birth")},
        "kind": "VOLUNTEER",
        "programmes": "kaveri",
        "languages": "fi",
        "municipality": "853",
        "capacity": "1",
    }
}
TABLES: dict[str, tuple[dict[str, Typed], ...]] = {
    "/volunteers/people": (NEW_PERSON,),
    "/volunteers/people/<>": (OF_ENDED, OF_EXTRACT, OF_APPROVED, OF_STRUCK),
    "/volunteers/matches/<>": (OF_PROPOSAL, OF_SUPPORT, OF_STRUCK_MATCH, OF_ERASED_PART),
    "/volunteers/matching/<>": (OF_NEED,),
    "/casework/cases/<>": (OF_CASE, OF_CLOSED, OF_HIDDEN, OF_ERASED),
    "/casework/summaries/<>": (OF_DRAFT, OF_SENT),
    "/casework/visits": (NEW_VISIT,),
    "/casework/visits/<>": (OF_VISIT, OF_ERASED_PART),
}


def wrong_in(
    platform: Stepped, page: str, who: str, forms: Mapping[str, Typed], **ids: str
) -> dict[str, list[str]]:
    """What is wrong with how each form of the page is refused; empty where nothing is."""
    browser = platform.browser(who, page.split("/")[1])
    wrong: dict[str, list[str]] = {}
    for name, values in forms.items():
        form = name.format(**ids)
        typed = {key.format(**ids): text.format(**ids) for key, text in values.items()}
        answers = {each: refused(browser, page, form, each, typed) for each in LANGUAGE_NAMES}
        stands = f'action="{page}/{form}' in answers["fi"].text  # what is over is asked no more
        kept = {key: text for key, text in typed.items() if stands and text not in NOT_TEXT}
        sentences = {each: said_no(answer.text) for each, answer in answers.items()}
        faulty = faults(answers, kept)
        faulty += [text for text in sentences.values() if CODE.search(text)]
        faulty += [sentences[each] for each in ("fi", "sv") if ENGLISH.search(sentences[each])]
        if faulty:
            wrong[form] = faulty
    return wrong


def said_no(page: str) -> str:
    """The sentences of the summary above the page."""
    summary = page.partition('role="alert"')[2].partition("</div>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", summary.partition(">")[2]).split())


def page_of(where: str) -> str:
    kind, _, number = where.rpartition("/")
    return f"/volunteers/{'people' if kind.endswith('volunteers') else 'matches'}/{number}"


def test_forms_of_somebody_whose_time_has_ended(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    where = ready(coordinator)
    coordinator.put(f"{where}/ending", {"reason": "WITHDRAWN"})
    assert wrong_in(platform, page_of(where), "coordinator-mll", OF_ENDED) == {}
    assert wrong_in(platform, page_of(where), "vetting-mll", OF_EXTRACT) == {}


def test_forms_of_somebody_approved_and_of_somebody_struck_out(platform: Stepped) -> None:
    coordinator, approved = platform.caller("coordinator-mll"), page_of(vetted(platform))
    assert wrong_in(platform, approved, "coordinator-mll", OF_APPROVED) == {}
    struck = applicant(coordinator)
    coordinator.put(f"{struck}/entered-in-error", WHY)
    assert wrong_in(platform, page_of(struck), "coordinator-mll", OF_STRUCK) == {}


def test_somebody_who_is_in_the_register_is_not_written_down_twice(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    read = coordinator.get(applicant(coordinator)).json
    same = {name: read[name] for name in ("given_name", "family_name", "date_of_birth")}
    assert wrong_in(platform, "/volunteers/people", "coordinator-mll", NEW_PERSON, **same) == {}


def test_forms_of_a_match(platform: Stepped) -> None:
    coordinator, who = platform.caller("coordinator-mll"), "coordinator-mll"
    case, where = waiting_case(platform), vetted(platform)
    match = proposed(platform, case, where)
    assert wrong_in(platform, page_of(match), who, OF_PROPOSAL) == {}
    need, same = f"/volunteers/matching/{case}", {"volunteer": where.rpartition("/")[2]}
    assert wrong_in(platform, need, who, OF_NEED, **same) == {}
    for answer, body in AGREEMENT:
        assert coordinator.put(f"{match}/{answer}", body, of=match).status_code == 200
    assert coordinator.put(f"{match}/start", {"on": "2026-03-09"}, of=match).status_code == 200
    assert wrong_in(platform, page_of(match), who, OF_SUPPORT) == {}
    coordinator.put(f"{match}/entered-in-error", WHY, of=match)
    assert wrong_in(platform, page_of(match), who, OF_STRUCK_MATCH) == {}


def test_forms_of_a_case(platform: Stepped) -> None:
    case = a_case(platform)
    held = {"held_on": ago(platform, 20), "participants": 3, "decisions": "Jatketaan"}
    measured = {"indicator": "3x10d.1", "value": 5, "measured_on": ago(platform, 20)}
    ids = {
        "today": ago(platform, 0),
        "goal": case.post("goals", {"text": "Uida kerran", "weight": 1}).json["id"],
        "meeting": case.post("plan-meetings", held | {"goals_being_met": True}).json["id"],
        "measurement": case.post("measurements", measured).json["id"],
    }
    page = f"/casework/cases/{case.id}"
    assert wrong_in(platform, page, "coordinator-siipisulka", OF_CASE, **ids) == {}
    scored = {"assessed_on": ids["today"], "value": 0, "assessed_by": "WORKER"}
    where = f"{case.path}/goals/{ids['goal']}"
    assert case.coordinator.put(f"{where}/score", scored, of=where).status_code == 200
    tasks = case.read()["open_tasks"]
    case.settle(*tasks, on=ago(platform, 200))
    assert case.move("TRUST", on=ago(platform, 190)).status_code == 200
    closed = {"end_reason": "FAMILY_ENDED", "outcome": "NOT_ASSESSED", "early_reason": "Muutto."}
    assert case.put("closure", closed).status_code == 200
    ids |= {"task": tasks[0]}
    assert wrong_in(platform, page, "coordinator-siipisulka", OF_CLOSED, **ids) == {}


def test_forms_of_a_visit_and_of_a_hidden_family(platform: Stepped) -> None:
    case, who = a_case(platform, non_disclosure=True), "coordinator-siipisulka"
    visit = {"held_on": ago(platform, 5), "kind": "FACE", "minutes": 30, "present": 1}
    logged = case.post("visits", visit).json["id"]
    assert wrong_in(platform, "/casework/visits", who, NEW_VISIT, case=str(case.id)) == {}
    assert wrong_in(platform, f"/casework/visits/{logged}", who, OF_VISIT) == {}
    assert wrong_in(platform, f"/casework/cases/{case.id}", who, OF_HIDDEN) == {}


def test_forms_of_a_summary(platform: Stepped) -> None:
    case, who = a_case(platform), "coordinator-siipisulka"
    summary = case.post("summaries", {}).json["id"]
    page, where = f"/casework/summaries/{summary}", f"{case.path}/summaries/{summary}"
    assert wrong_in(platform, page, who, OF_DRAFT) == {}
    written = {"happened": "Koulupäivät onnistuvat.", "is_ready": True}
    for step, body in (("draft", written), ("approval", {})):
        assert case.coordinator.put(f"{where}/{step}", body, of=where).status_code == 200
    assert wrong_in(platform, page, who, OF_SENT) == {}
