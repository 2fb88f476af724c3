"""Signing in with a real Keycloak: people by its own page, systems by a secret or a key."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from services.referral.access import commands as access
from shared.identity.issuer import Issuer
from shared.identity.jwks import keys_of
from shared.identity.tokens import BadToken, Tokens
from shared.work import Actor
from tests.keycloak.region import SECRET, Region, region as running
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("keycloak")
BY_KEY = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
KEY = ECKey.generate_key("P-256", {"kid": "2026-11", "use": "sig", "alg": "ES256"})
REFERRALS = "/referral/api/v1/referrals"


@pytest.fixture(scope="module")
def region(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    with running(written, tmp_path_factory.mktemp("keycloak") / "var") as made:
        yield made


def by_secret(region: Region, secret: str = SECRET) -> Any:
    form = {"grant_type": "client_credentials", "client_id": "city", "client_secret": secret}
    return region.keycloak.token(form)


def is_in(visit: Any, region: Region) -> bool:
    page = visit.browser.get(f"{region.base}/referral/", allow_redirects=False, timeout=60)
    return bool(page.status_code == 200)


def test_a_coordinator_comes_from_keycloaks_page_to_their_own(region: Region) -> None:
    visit = region.sign_in("maija")
    assert "code_challenge_method=S256" in visit.sign_in_page.url
    assert (visit.page.status_code, visit.page.url) == (200, f"{region.base}/referral/")
    assert "Maija Kokeiluniemi" in visit.page.text
    with region.platform.services["referral"].database.reading() as db:
        row = db.exec_driver_sql(
            "SELECT organisation, roles FROM principals WHERE sign_in = 'maija'"
        ).one()
    assert json.loads(row.roles) == ["ngo_coordinator"]


def test_whoever_keycloak_knows_and_we_do_not_comes_no_further(region: Region) -> None:
    visit = region.sign_in("tuntematon")
    assert (visit.page.status_code, is_in(visit, region)) == (403, False)


def test_a_wrong_password_leads_nowhere(region: Region) -> None:
    visit = region.sign_in("maija", "wrong")
    assert visit.page.url.startswith(region.keycloak.issuer)
    assert not is_in(visit, region)


def test_a_system_calls_by_its_secret(region: Region) -> None:
    answer = by_secret(region)
    assert answer.ok, answer.text
    assert region.get(REFERRALS, answer.json()["access_token"]).status_code == 200
    assert by_secret(region, "another").status_code == 401


def test_a_system_calls_by_a_key_of_its_own(region: Region) -> None:
    client_id = region.keycloak.client("county")
    shown = json.dumps({"keys": [KEY.as_dict(private=False)]})
    attributes = {"use.jwks.url": "false", "use.jwks.string": "true", "jwks.string": shown}
    region.keycloak.admin(
        "PUT", f"/clients/{client_id}", {"clientId": "county", "attributes": attributes}
    )
    answer = region.keycloak.token(statement(region, KEY))
    assert answer.ok, answer.text
    assert region.get(REFERRALS, answer.json()["access_token"]).status_code == 200
    other = ECKey.generate_key("P-256", {"kid": "2026-11"})
    assert region.keycloak.token(statement(region, other)).status_code in (400, 401)


def statement(region: Region, key: ECKey) -> dict[str, str]:
    now = int(time.time())
    claims = {"iss": "county", "sub": "county", "aud": region.keycloak.issuer, "jti": str(uuid4())}
    signed = jwt.encode(
        {"alg": "ES256", "kid": "2026-11"}, claims | {"iat": now, "exp": now + 60}, key
    )
    return {
        "grant_type": "client_credentials",
        "client_id": "county",
        "client_assertion_type": BY_KEY,
        "client_assertion": signed,
    }


def test_a_token_for_others_or_of_others_is_refused(region: Region) -> None:
    token = by_secret(region).json()["access_token"]
    issuer, clock = Issuer(region.keycloak.issuer), region.platform.clock
    keys = keys_of(issuer, clock)
    assert Tokens(issuer.url, "rinnalla", keys, clock).subject(token)
    for name, audience in ((issuer.url, "another"), (f"{issuer.url}s", "rinnalla")):
        with pytest.raises(BadToken):
            Tokens(name, audience, keys, clock).subject(token)
    form = {"grant_type": "client_credentials", "client_id": "web-referral"}
    refused = region.keycloak.token(form | {"client_secret": SECRET})
    assert refused.status_code in (400, 401)  # it signs people in, and calls for nobody


def test_a_session_that_keycloak_ends_is_over_here(region: Region) -> None:
    visit, other = region.sign_in("maija"), region.sign_in("ossi")
    assert is_in(visit, region)
    region.keycloak.admin("DELETE", f"/sessions/{visit.session}")
    eventually(lambda: not is_in(visit, region), within=30)
    assert is_in(other, region)


def test_signing_out_here_signs_out_there(region: Region) -> None:
    visit = region.sign_in("maija")
    form = {"csrf_token": visit.page.text.split('name="csrf_token" value="')[1].split('"')[0]}
    left = visit.browser.post(f"{region.base}/referral/sign-out", data=form, timeout=60)
    assert left.url.rstrip("/") == region.base, left.url
    again = visit.browser.get(f"{region.base}/referral/sign-in", timeout=60)
    assert again.url.startswith(region.keycloak.issuer)  # its page asks again


def test_who_is_disabled_there_cannot_sign_in_and_who_left_here_is_out(region: Region) -> None:
    visit, person = region.sign_in("ossi"), region.keycloak.person("ossi")
    region.keycloak.admin("PUT", f"/users/{person}", {"enabled": False})
    assert not is_in(region.sign_in("ossi"), region)
    region.keycloak.admin("PUT", f"/users/{person}", {"enabled": True})
    assert is_in(visit, region)
    with region.platform.services["referral"].read_only(Actor("operator")) as work:
        ossi = work.holder("sign-in", "ossi")
    assert ossi is not None
    region.execute(lambda work: access.leave(work, ossi))
    assert not is_in(visit, region)
    assert region.sign_in("ossi").page.status_code == 403


def test_a_new_key_is_followed_while_tokens_of_the_old_one_live(
    region: Region,
) -> None:
    before = by_secret(region).json()["access_token"]
    assert region.get(REFERRALS, before).status_code == 200
    described = {
        "name": "next",
        "providerId": "ecdsa-generated",
        "providerType": "org.keycloak.keys.KeyProvider",
        "config": {"priority": ["200"], "ecdsaEllipticCurveKey": ["P-256"]},
    }
    region.keycloak.admin("POST", "/components", described)
    region.later(31)  # unknown keys are asked for every half minute
    after = by_secret(region).json()["access_token"]
    assert [region.get(REFERRALS, each).status_code for each in (before, after)] == [200, 200]
