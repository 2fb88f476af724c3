"""A course of an organisation, for whoever asks for what is another's."""

from tests.platform import Caller


def a_course(owner: Caller, worker: str, word: str) -> dict[str, str]:
    """A course with a session and somebody who takes part."""
    courses, evening = "/volunteers/api/v1/courses", {"begins": "18:00", "minutes": 60}
    course = owner.post(courses, {"title": word}).json["id"]
    session = {"day": "2026-05-05", "place": word, **evening}
    held = owner.post(f"{courses}/{course}/sessions", session).json["id"]
    owner.post(f"{courses}/{course}/registrations", {"participant": worker})
    ids = {"gathering_id": course, "session_id": held, "participant_id": worker}
    return ids | {"volunteer_id": worker}
