"""A web process of ours that answers with how much it was sent: `python -m tests.slow_web BIND`."""

import sys

from flask import Flask, request

from services.platform.servers.web import WebServer
from services.platform.web_processes import Web

app = Flask("slow")


@app.route("/", methods=["GET", "POST"])
def answer() -> str:
    return f"{request.method} {len(request.get_data())}"


def web() -> Web:
    return Web({"": app}, lambda: None)


if __name__ == "__main__":
    WebServer(web, bind=sys.argv[1], workers=1).run()
