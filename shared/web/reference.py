"""The reference of a service's API for people, in two forms, made from its own description.

A plain list that works everywhere, and Swagger UI to try a request. Everything comes from
ourselves and no script stands in the page, unlike the pages that flask-smorest brings.
"""

from typing import Any

from flask import Blueprint, render_template, url_for

from shared.web.openapi.served import DescribedApi

METHODS = ("get", "post", "put", "patch", "delete")


def reference_page(service: str, api: DescribedApi) -> Blueprint:
    """`/<service>/api/docs`."""
    routes = Blueprint("reference", __name__)

    @routes.get(f"/{service}/api/docs")
    def show() -> str:
        return render_template(
            "shared/api.html",
            description=url_for("api-docs.openapi_json"),
            operations=operations(api.generated()),
        )

    return routes


def operations(description: dict[str, Any]) -> list[tuple[str, str]]:
    """The operations, as "PUT /orders/{id}" with a sentence, in the description's order."""
    return [
        (f"{method.upper()} {path}", methods[method].get("summary", ""))
        for path, methods in description.get("paths", {}).items()
        for method in METHODS
        if method in methods
    ]
