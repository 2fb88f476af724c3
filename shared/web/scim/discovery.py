"""What a SCIM service tells of itself (RFC 7643, sections 5 to 7)."""

from collections.abc import Sequence
from typing import Any

from shared.web.scim.messages import MOST

CORE = "urn:ietf:params:scim:schemas:core:2.0:"


def service_provider(root: str) -> dict[str, Any]:
    """Its ServiceProviderConfig: patches and filters, and nothing in bulk."""
    no = {"supported": False}
    return {
        "schemas": [f"{CORE}ServiceProviderConfig"],
        "patch": {"supported": True},
        "bulk": no | {"maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": True, "maxResults": MOST},
        "changePassword": no,
        "sort": no,
        "etag": no,
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "OAuth Bearer Token",
                "description": "An access token of a system with the role directory_system.",
                "specUri": "https://www.rfc-editor.org/rfc/rfc6750",
                "primary": True,
            }
        ],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": f"{root}/ServiceProviderConfig",
        },
    }


def resource_type(root: str, name: str, *, extensions: Sequence[str] = ()) -> dict[str, Any]:
    """A kind of resource, called in the singular, and where it is served."""
    return {
        "schemas": [f"{CORE}ResourceType"],
        "id": name,
        "name": name,
        "endpoint": f"/{name}s",
        "schema": f"{CORE}{name}",
        "schemaExtensions": [{"schema": each, "required": False} for each in extensions],
        "meta": {"resourceType": "ResourceType", "location": f"{root}/ResourceTypes/{name}"},
    }


def schema(root: str, urn: str, name: str, attributes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What a resource holds."""
    return {
        "schemas": [f"{CORE}Schema"],
        "id": urn,
        "name": name,
        "description": name,
        "attributes": list(attributes),
        "meta": {"resourceType": "Schema", "location": f"{root}/Schemas/{urn}"},
    }


def attribute(name: str, description: str, **more: Any) -> dict[str, Any]:
    """One attribute of a resource: a text of one value, but for what is said otherwise."""
    return {
        "name": name,
        "type": "string",
        "multiValued": False,
        "description": description,
        "required": False,
        "caseExact": False,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
    } | more
