"""Whole bodies that are none: refused by the API, with one sentence in the reader's language."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.platform.embedded import Platform
from shared.web.shell import LANGUAGE_NAMES
from tests.bad_input.bodies import BODIES
from tests.platform import BASE, Caller, Stepped

ADDRESS = "/referral/api/v1/referrals"


@pytest.fixture(scope="module")
def turku(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    folder = tmp_path_factory.mktemp("bodies") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, BASE, sync="OFF").open()
    opened.settle()
    yield Stepped(opened).caller("demo-turku")
    opened.close()


@pytest.mark.parametrize("name", BODIES)
def test_the_api_says_what_is_wrong_with_a_body(turku: Caller, name: str) -> None:
    body, status = BODIES[name]
    sentences = []
    for language in LANGUAGE_NAMES:
        headers = {
            "Authorization": f"Bearer {turku.token}",
            "Idempotency-Key": "bad-body",
            "Accept-Language": language,
        }
        answer = Client(turku.platform.platform, Response).post(
            ADDRESS, base_url=BASE, data=body, headers=headers, content_type="application/json"
        )
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
        problem = answer.json or {}
        sentences.append(f"{problem['title']} {problem['detail']} {problem.get('errors', '')}")
    assert len(set(sentences)) == len(sentences), sentences
