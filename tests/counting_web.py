"""A web of two workers that do nothing but count: its address and that of its figures follow."""

import os
import sys

from flask import Flask

from services.platform.servers.web import WebServer
from services.platform.web_processes import Web
from shared.telemetry import logs
from shared.telemetry.edge import watch_requests
from shared.telemetry.exposition import Exposition


def make() -> Web:
    """One worker's application: who answers, and what all have counted."""
    app = Flask(__name__)
    watch_requests(app, "shop")
    app.add_url_rule("/worker", "worker", lambda: str(os.getpid()))
    app.add_url_rule("/metrics", "metrics", lambda: Exposition({"shop"}, list).text())
    return Web({"": app}, lambda: None, exposition=Exposition({"shop"}, list))


if __name__ == "__main__":
    logs.start()
    WebServer(make, bind=sys.argv[1], workers=2, metrics=sys.argv[2]).run()
