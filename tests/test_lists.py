"""Every list of every API comes page by page, and says by Link where the next page is."""

import re
import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from services.platform.embedded import Platform
from services.platform.registry import NAMES
from tests.documents import operations, read
from tests.isolated import OWNER, ids_of_theirs
from tests.platform import BASE, Stepped

pytestmark = pytest.mark.xdist_group("lists")
LINK = re.compile(r'<(/[^>]+)>; rel="next"')
HSDS = ("", "/services", "/organizations", "/service_at_locations")
NO_LISTS = {  # what has its own way to go on, or is one thing that holds lists
    *(f"/{service}/api/v1/events" for service in NAMES),
    *(f"/{service}/api/v1/access-log" for service in NAMES),  # of one person, for few readers
    "/volunteers/api/v1/needs/{case_id}/candidates",
    "/casework/api/v1/cases/{case_id}/hand-over",
    "/casework/api/v1/cases/{case_id}/budget",
    "/casework/api/v1/duties/now",
    "/referral/api/v1/reception/first-free",  # a line for each theme and place
    "/referral/api/v1/open-events/{happening_id}/registration",  # one event and its days
    "/reporting/api/v1/open-help",
    "/reporting/api/v1/table-checks",
    "/reporting/api/v1/published-table",  # eleven rows
    "/reporting/api/v1/exports/open-help",
    *(  # ten at most
        f"/casework/api/v1/cases/{{case_id}}/{part}/receipts"
        for part in ("visits/{visit_id}", "entries/{entry_id}")
    ),
    "/volunteers/api/v1/payments/{payment_id}/file",
    "/casework/api/v1/cases/{case_id}/documents/{document_id}/file",
    "/referral/api/v1/referrals/{referral_id}/duplicates",
    "/referral/api/v1/referrals/{referral_id}/routing",
    "/referral/api/v1/agreements/{agreement_id}/partnership",
    "/reporting/api/v1/now",
    *(f"/referral/api/v1/hsds{path}" for path in HSDS),  # paged by number, as its standard says
}

OF_OTHERS = {  # lists that this reader has no part in
    "/referral/api/v1/referrals/{referral_id}/summaries",
    "/referral/api/v1/rights-requests",
    "/referral/api/v1/clients",
    "/referral/api/v1/erasures",
    "/volunteers/api/v1/erasures",
    "/reporting/api/v1/exports/editions",
}

NOT_FOLLOWED = {  # lists that no program asks again and again, or that are computed anew
    *(
        f"/casework/api/v1/cases/{{case_id}}/{part}"
        for part in (
            "agreements",
            "appointments",
            "costs",
            "documents",
            "facts",
            "independence",
            "network",
            "tools",
        )
    ),
    *(f"/casework/api/v1/cases/{{case_id}}/{part}" for part in ("stand-ins", "locks")),
    "/casework/api/v1/cases/{case_id}/summaries",
    "/referral/api/v1/referrals/{referral_id}/summaries",
    "/referral/api/v1/agreements/{agreement_id}/emphases",
    "/referral/api/v1/agreements/{agreement_id}/use",
    "/referral/api/v1/capacity",
    "/referral/api/v1/acknowledgements",
    "/referral/api/v1/referrals/{referral_id}/acknowledgements",
    *(f"/{service}/api/v1/deadlines" for service in ("referral", "volunteers", "casework")),
    "/referral/api/v1/clients",
    "/referral/api/v1/duplicates",
    "/referral/api/v1/erasures",
    "/referral/api/v1/networks",
    "/referral/api/v1/happenings",
    "/referral/api/v1/open-events",
    "/referral/api/v1/happening-seats/{happening_id}/registrations",
    *(f"/referral/api/v1/reception/{each}" for each in ("rotas", "slots", "bookings")),
    *(f"/referral/api/v1/{each}" for each in ("pair-work", "pair-work-hours")),
    "/referral/api/v1/consultations",
    "/reporting/api/v1/new-indicators",
    "/reporting/api/v1/exports/editions",
    "/referral/api/v1/consultation-guidance",
    "/referral/api/v1/packages",
    "/referral/api/v1/package-templates",
    "/casework/api/v1/concerns",
    "/casework/api/v1/duties",
    "/referral/api/v1/family-contacts",
    "/referral/api/v1/rights-requests",
    "/referral/api/v1/routings",
    "/referral/api/v1/referrals/{referral_id}/notices",
    "/volunteers/api/v1/erasures",
    "/volunteers/api/v1/lending",
    "/volunteers/api/v1/payments",
}


@pytest.fixture(scope="module")
def stepped(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("lists") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, BASE, sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


def lists(stepped: Stepped) -> Iterator[tuple[str, dict[str, Any]]]:
    """Addresses that answer with many things, as the documents tell."""
    for service in NAMES:
        for path, method, operation in operations(read(stepped.platform, service)):
            if method == "get" and not path.endswith("}") and path not in NO_LISTS:
                yield path, operation


def test_every_list_takes_a_cursor(stepped: Stepped) -> None:
    paged = {
        path: {"cursor", "limit"} <= {each.get("name") for each in operation.get("parameters", ())}
        for path, operation in lists(stepped)
    }
    assert [path for path, is_paged in paged.items() if not is_paged] == []
    assert len(paged) > 9


def test_every_list_that_a_program_follows_says_what_is_new(stepped: Stepped) -> None:
    followed = {
        path: "updated_since" in {each.get("name") for each in operation.get("parameters", ())}
        for path, operation in lists(stepped)
    }
    assert {path for path, says in followed.items() if not says} <= NOT_FOLLOWED


def test_following_links_leads_through_the_whole_list(stepped: Stepped) -> None:
    ids = ids_of_theirs(stepped)
    owner, longest, refused = stepped.caller(OWNER), 0, set()
    for path, _ in lists(stepped):
        address = re.sub(r"\{(\w+)\}", lambda place: ids[place[1]], path)
        first = owner.get(address)
        if first.status_code != HTTPStatus.OK:
            refused.add(path)
            continue
        whole = items(first.json)
        shown: list[Any] = []
        link: str | None = f"{address}?limit=1"
        while link:
            answer = owner.get(link)
            shown += items(answer.json)
            match = LINK.fullmatch(answer.headers.get("Link", ""))
            link = match[1] if match else None
            assert (link is None) == (answer.json["next"] is None), path
        assert shown == whole, path
        longest = max(longest, len(whole))
    assert longest > 2
    assert refused == OF_OTHERS


def items(body: Any) -> list[Any]:
    """The one list of the answer."""
    (listed,) = (value for value in body.values() if isinstance(value, list))
    return list(listed)
