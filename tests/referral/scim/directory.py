"""An organisation's directory, as its identity provider's program sends what it has."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import Client as Browser
from werkzeug.wrappers import Response

from services.referral.scim.schemas import ENTERPRISE, ROOT, USER
from tests.platform import BASE, Stepped

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


@dataclass
class Directory:
    """A client with the role directory_system, and its token."""

    platform: Stepped
    token: str

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        options = {"content_type": "application/scim+json", "headers": headers} | more
        answer = Browser(self.platform.platform, Response).open(
            f"{ROOT}{path}", method=method, base_url=BASE, json=body, **options
        )
        self.platform.follow()
        return answer

    def create(self, user_name: str = "maija", **more: Any) -> Any:
        body = {"schemas": [USER], "userName": user_name, "displayName": "Maija Koe"}
        return self.ask("POST", "/Users", body | more)

    def patch(self, path: str, *operations: dict[str, Any]) -> Any:
        return self.ask("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})

    def group(self, name: str) -> str:
        matches = self.ask("GET", f'/Groups?filter=displayName eq "{name}"').json["Resources"]
        assert len(matches) == 1, matches
        return f"/Groups/{matches[0]['id']}"


def directory(platform: Stepped, organisation: str = "", sign_in: str = "directory") -> Directory:
    """Registered by an administrator, with a secret of its own; without a code the region's."""
    admin = platform.caller("admin")
    everywhere = admin.get("/referral/api/v1/organisations").json["organisations"]
    home = next((each["id"] for each in everywhere if each["code"] == organisation), None)
    body = {"sign_in": sign_in, "roles": ["directory_system"], "organisation": home}
    where = f"/referral/api/v1/clients/{admin.post('/referral/api/v1/clients', body).json['id']}"
    secret = admin.put(f"{where}/secret", None, of=where).json["secret"]
    form = {"grant_type": "client_credentials", "client_id": sign_in, "client_secret": secret}
    answer = Browser(platform.platform, Response).post("/identity/token", base_url=BASE, data=form)
    token: Any = answer.json
    return Directory(platform, token["access_token"])


def of(code: str) -> dict[str, Any]:
    """The part of a user that names an organisation."""
    return {ENTERPRISE: {"organization": code}}
