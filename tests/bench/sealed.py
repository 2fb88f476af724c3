"""`bench sealed`: the embedded platform with its keys, beside itself with the seam left open.

A referral taken in through the API, and a coordinator's page of fifty of them with their names.
Each side has files of its own with SQLite's full sync, as an installation runs.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.demo import region
from services.platform.embedded import Platform
from shared.kernel.sealing import Open, Sealing
from tests.bench.measuring import Figure, compare, repeating
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import referral

ROWS = 50
ROOT = "/referral/api/v1/referrals"
SECONDS = 1.0


def beside_open() -> list[Figure]:
    with ExitStack() as opened:
        sides = [opened.enter_context(_platform(sealing)) for sealing in (None, Open())]
        sealed, plain = (_intake(side) for side in sides)
        conditions = {"rows": ROWS, "sync": "FULL", "processes": 1}
        intake = compare(
            "sealed-intake",
            repeating(sealed),
            repeating(plain),
            goal=0.80,
            seconds=SECONDS,
            **conditions,
        )
        for side in sides:
            side.settle()
        sealed, plain = (_worklist(side) for side in sides)
        worklist = compare(
            "sealed-worklist",
            repeating(sealed),
            repeating(plain),
            goal=0.50,
            seconds=SECONDS,
            **conditions,
        )
        return [intake, worklist]


@contextmanager
def _platform(sealing: Sealing | None) -> Iterator[Stepped]:
    with TemporaryDirectory() as folder:
        platform = Platform(Path(folder), BASE, sealing=sealing).open()
        region.fill_directory(platform)
        platform.settle()
        yield Stepped(platform)
        platform.close()


def _intake(side: Stepped) -> Callable[[], object]:
    """Taking one in alone: nobody follows meanwhile."""
    token, client = side.caller("demo-turku").token, Client(side.platform, Response)

    def send() -> None:
        answer = client.post(
            ROOT,
            base_url=BASE,
            json=referral(f"B-{uuid4().hex}"),
            headers={"Authorization": f"Bearer {token}", "Idempotency-Key": uuid4().hex},
        )
        assert answer.status_code == HTTPStatus.CREATED, answer.text

    return send


def _worklist(side: Stepped) -> Callable[[], object]:
    """The page of whoever sent them, with the names."""
    browser = side.browser("municipal-turku")

    def read() -> None:
        page = browser.get("/referral/?state=waiting", base_url=BASE)
        assert page.text.count("<tr") > ROWS, page.status

    return read
