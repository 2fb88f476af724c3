"""Each programme has a notice in each language, and a version that was given never changes."""

import json
from hashlib import sha256

import pytest

from services.common.notices.reading import Notice, Together, newest_version, notice, versions
from services.common.programme.programme import Scenario

LANGUAGES = ("fi", "sv", "en")
GIVEN = {  # digest of each version that families hold; a new one is added, none changed
    1: "fbce58d5a82b4d9f",
    2: "228c61790973ef7e",
}
CODES = ["controller", "purpose", "data", "sources", "recipients", "retention", "safety", "rights"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", list(Scenario))
def test_a_notice_answers_each_question_short_and_long(scenario: Scenario, language: str) -> None:
    text = notice(scenario, language, programme="Kaveri", controller="MLL")
    assert text is not None
    assert [part.code for part in text.sections] == CODES
    assert [part.code for part in text.sections if not (part.heading and part.short)] == []
    assert [part.code for part in text.sections if len(part.long) <= len(part.short)] == []
    assert [part.code for part in text.sections if "{" in part.short + part.long] == []


def test_a_version_that_was_given_stays_as_it_was() -> None:
    digests = {
        each["version"]: sha256(
            json.dumps(each, ensure_ascii=False, sort_keys=True, default=str).encode()
        ).hexdigest()[:16]
        for each in versions()
    }
    assert digests == GIVEN
    assert newest_version() == max(GIVEN)


def test_there_is_no_notice_of_a_version_that_never_was() -> None:
    assert notice("A", "fi", programme="K", controller="M", version=99) is None


TOGETHER = Together("Perhelinja", "VSLS ry", "VSLS answers for booking.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_joint_controllers_are_named_with_whom_to_turn_to(language: str) -> None:
    def of(together: Together | None, version: int | None = None) -> Notice | None:
        return notice(
            "D", language, programme="P", controller="C", together=together, version=version
        )

    joint, own, before = of(TOGETHER), of(None), of(TOGETHER, 1)
    assert joint and own and before
    assert TOGETHER.contact in joint.sections[0].short
    assert TOGETHER.arrangement in joint.sections[0].long
    assert joint.sections[1:] == own.sections[1:]
    assert before.sections == own.sections
