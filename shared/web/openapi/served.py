"""flask-smorest's Api, whose document is completed once, at the first request for it."""

import json
from collections.abc import Callable
from threading import Lock
from typing import Any

import flask_smorest
from flask import Flask, Response
from requests import RequestException
from werkzeug.exceptions import ServiceUnavailable

from shared.identity.access import Manifest
from shared.identity.issuer import Issuer
from shared.web.openapi.components import Fragment
from shared.web.openapi.document import Addresses, complete
from shared.web.openapi.fields import Plugin

RETRY = 5  # seconds


class DescribedApi(flask_smorest.Api):
    """Serves routes at once, and reads what they say of themselves at the first request for it.

    `addresses` gives those in the document; it may raise what a request may raise.
    """

    def __init__(self, app: Flask, manifest: Manifest, addresses: Callable[[], Addresses]) -> None:
        self._flask, self._manifest, self._addresses = app, manifest, addresses
        self._lock = Lock()
        self._unread: list[flask_smorest.Blueprint] = []
        self._document: Fragment | None = None
        super().__init__(app)

    def register_blueprint(self, blp: flask_smorest.Blueprint) -> None:
        """What flask-smorest does, but for its reading of all schemas, which takes as long."""
        self._flask.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._flask.register_blueprint(blp)
        self._unread.append(blp)

    def document(self) -> Fragment:
        """The whole document, as it is served."""
        fragment = self.generated()
        with self._lock:
            if self._document is None:
                self._document = complete(fragment, self._flask, self._manifest, self._addresses())
            return self._document

    def generated(self) -> Fragment:
        """What flask-smorest says of all routes."""
        with self._lock:
            while self._unread:
                blueprint = self._unread.pop(0)
                blueprint.register_views_in_doc(
                    self, self._flask, self.spec, name=blueprint.name, parameters=None
                )
                self.spec.tag({"name": blueprint.name, "description": blueprint.description})
            return dict(self.spec.to_dict())

    def _init_spec(self, **options: Any) -> None:
        super()._init_spec(**options | {"marshmallow_plugin": Plugin()})

    def _openapi_json(self) -> Response:
        text = json.dumps(self.document(), ensure_ascii=False)
        return Response(text, content_type="application/json")


def addresses_of(base_url: str, issuer: Issuer) -> Callable[[], Addresses]:
    """The one public address, and where the issuer says that it gives tokens."""

    def addresses() -> Addresses:
        try:
            configuration = issuer.fetch(issuer.configuration)
        except (RequestException, ValueError) as away:
            raise ServiceUnavailable("The issuer does not answer.", retry_after=RETRY) from away
        return Addresses(base_url, str(configuration["token_endpoint"]))

    return addresses
