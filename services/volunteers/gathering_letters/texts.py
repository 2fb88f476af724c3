"""What a letter about a course or a guidance group says, in one line, and where it is read."""

from enum import StrEnum

from shared.web.i18n import N_


class GatheringLetter(StrEnum):
    """What has happened to something that somebody takes part in."""

    SEAT_GIVEN = "seat_given"
    ADDED = "added_to_gathering"
    MOVED = "session_moved"
    SESSION_CANCELLED = "session_cancelled"
    CANCELLED = "gathering_cancelled"
    GUIDANCE_WEEK = "guidance_week"


SENTENCES: dict[str, str] = {
    GatheringLetter.SEAT_GIVEN: N_("A place became free: you are in"),
    GatheringLetter.ADDED: N_("You have a place: look when you meet"),
    GatheringLetter.MOVED: N_("A session of yours has another time or place"),
    GatheringLetter.SESSION_CANCELLED: N_("A session of yours was cancelled"),
    GatheringLetter.CANCELLED: N_("Something you registered for was cancelled"),
    GatheringLetter.GUIDANCE_WEEK: N_("Guidance of this week: who is without, and what comes"),
}
WEEK = "GUIDANCE_WEEK"  # a letter's thing: the organisation's guidance as a whole
THINGS = {"COURSE": "courses", "GUIDANCE": "guidance"}  # a letter's thing, and where it is read


def page(thing: str, thing_id: object) -> str:
    if thing == WEEK:
        return "/volunteers/guidance/people"
    return f"/volunteers/{THINGS[thing]}/{thing_id}"
