"""The whole protocol, as an independent tester of SCIM servers asks for it."""

import pytest
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server

from services.referral.scim.schemas import ROOT
from tests.platform import BASE, Stepped, platform
from tests.referral.scim.directory import directory

__all__ = ["platform"]


FOR_GOOD = "externalId"  # RFC 7643 lets it change; here it is the subject of a sign-in, and stays


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_independent_tester_finds_nothing_wrong(platform: Stepped) -> None:
    mll = directory(platform, "mll-vs")
    client = WSGISCIMClient(
        platform.platform,
        base_url=f"{BASE}{ROOT}",
        headers={"Authorization": f"Bearer {mll.token}"},
    )
    client.discover()
    results = check_server(client, resource_types=["User"])
    wrong = [
        f"{each.title}: {each.reason}"
        for each in results
        if each.status not in (Status.SUCCESS, Status.SKIPPED) and FOR_GOOD not in str(each.reason)
    ]
    assert wrong == []
    assert len(results) > 20
