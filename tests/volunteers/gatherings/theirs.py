"""A course of an organisation, for whoever asks for what is another's."""

from tests.platform import Caller


def a_gathering(owner: Caller, worker: str, word: str, kind: str = "courses") -> dict[str, str]:
    """A course, or a guidance group, with a session and somebody who takes part."""
    courses, evening = f"/volunteers/api/v1/{kind}", {"begins": "18:00", "minutes": 60}
    course = owner.post(courses, {"title": word}).json["id"]
    session = {"day": "2026-05-05", "place": word, **evening}
    held = owner.post(f"{courses}/{course}/sessions", session).json["id"]
    owner.post(f"{courses}/{course}/registrations", {"participant": worker})
    ids = {"gathering_id": course, "session_id": held, "participant_id": worker}
    return ids | {"volunteer_id": worker}
