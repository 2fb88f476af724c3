"""The sender's list and the worklist in pages, over HTTP and without JavaScript."""

import re
from html import unescape
from typing import Any

import pytest

from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"


def test_every_referral_is_listed_once_over_the_pages(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    made = {turku.post(ROOT, referral(f"T-{n}")).json["id"] for n in range(5)}
    ids: list[str] = []
    cursor = ""
    while cursor is not None:
        page = turku.get(f"{ROOT}?limit=2&cursor={cursor}").json
        ids += [each["id"] for each in page["referrals"]]
        cursor = page["next"]
    assert (len(ids), set(ids)) == (5, made)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "cursor=nonsense", "surprise=1"]
)
@pytest.mark.parametrize(
    "path",
    [
        ROOT,
        "/casework/api/v1/cases",
        "/volunteers/api/v1/volunteers",
        "/volunteers/api/v1/needs",
        "/volunteers/api/v1/matches",
    ],
)
def test_a_list_that_cannot_be_meant_is_refused(platform: Stepped, path: str, query: str) -> None:
    assert platform.caller("coordinator-mll").get(f"{path}?{query}").status_code == 422


def test_show_more_leads_through_the_worklist_and_back(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    for n in range(52):
        turku.post(ROOT, referral(f"T-{n}"))
    browser: Any = platform.browser("coordinator-mll")
    first = browser.get("/referral/", base_url=BASE).text
    more = unescape(re.findall(r'rel="next" href="([^"]+)"', first)[0])
    second = browser.get(more, base_url=BASE).text
    assert (rows(first), rows(second)) == (50, 2)
    back = unescape(re.findall(r'rel="first" href="([^"]+)"', second)[0])
    assert browser.get(back, base_url=BASE).text.count('rel="next"') == 1


def rows(page: str) -> int:
    return page.count('<th scope="row">')


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"consent": {"given_on": "2099-01-01", "given_by": "SELF"}}, "future"),
        ({"subject": child(date_of_birth="2099-01-01")}, "future"),
        (
            {
                "consent": {
                    "given_on": "2026-01-01",
                    "given_by": "SELF",
                    "inform": ["00000000-0000-4000-8000-000000000000"],
                }
            },
            "unknown-organisation",
        ),
        ({"subject": child(mother_tongue="what they speak")}, None),
        ({"subject": child(service_language="%%")}, None),
        ({"subject": child(identity_code="0104")}, None),
    ],
    ids=["consent", "birth", "inform", "tongue", "language", "identity code"],
)
def test_what_cannot_be_true_is_refused(
    platform: Stepped, changed: dict[str, Any], code: str | None
) -> None:
    answer = platform.caller("demo-turku").post(ROOT, referral(**changed))
    assert (answer.status_code, answer.json.get("code")) == (422, code)
