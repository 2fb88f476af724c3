"""flask-smorest's Api, whose document is completed and drawn once, when it is first asked for."""

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
from shared.openapi.components import Drawn
from shared.openapi.document import Where, complete
from shared.openapi.fields import Plugin

RETRY = 5  # seconds


class DescribedApi(flask_smorest.Api):
    """`where` tells the addresses in the document; it may raise what a request may raise."""

    def __init__(self, app: Flask, manifest: Manifest, where: Callable[[], Where]) -> None:
        self._manifest, self._where = manifest, where
        self._lock = Lock()
        self._document: Drawn | None = None
        super().__init__(app)

    def document(self) -> Drawn:
        """The whole document, as it is served."""
        with self._lock:
            if self._document is None:
                drawn = self.spec.to_dict()
                self._document = complete(drawn, self._app, self._manifest, self._where())
            return self._document

    def _init_spec(self, **options: Any) -> None:
        super()._init_spec(**options | {"marshmallow_plugin": Plugin()})

    def _openapi_json(self) -> Response:
        text = json.dumps(self.document(), ensure_ascii=False)
        return Response(text, content_type="application/json")


def where_of(base_url: str, issuer: Issuer) -> Callable[[], Where]:
    """The one public address, and the issuer's own word on where tokens are given."""

    def where() -> Where:
        try:
            configuration = issuer.fetch(issuer.configuration)
        except (RequestException, ValueError) as away:
            raise ServiceUnavailable("The issuer does not answer.", retry_after=RETRY) from away
        return Where(base_url, str(configuration["token_endpoint"]))

    return where
