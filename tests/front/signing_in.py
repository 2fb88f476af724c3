"""Somebody signs in as people do, and is led wherever that leads."""

from typing import Any

from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.platform import BASE, Stepped, csrf_of


def signed_in(platform: Stepped, sign_in: str, start: str = "/referral/sign-in") -> Any:
    """The page on which somebody lands, and their browser."""
    browser = Client(platform.platform, Response)
    form = browser.get(start, base_url=BASE, follow_redirects=True)
    chosen = {"choose": sign_in, "csrf_token": csrf_of(form.text)}
    page = browser.post(form.request.full_path, base_url=BASE, data=chosen, follow_redirects=True)
    return browser, page
