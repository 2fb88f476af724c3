"""Which steps of the clock are letters, and what they are about."""

from services.common.codes import DeadlineCode
from services.common.deadlines.events import DeadlineMissed, DeadlineReminded, StepTaken
from services.volunteers.inbox.texts import LetterKind

NOTICES: dict[tuple[str, type[StepTaken]], tuple[LetterKind, str]] = {
    (DeadlineCode.PROPOSAL, DeadlineReminded): (LetterKind.ANSWERS_DUE, "match"),
    (DeadlineCode.PROPOSAL, DeadlineMissed): (LetterKind.ANSWERS_LATE, "match"),
    (DeadlineCode.FIRST_MEETING, DeadlineMissed): (LetterKind.MEETING_LATE, "match"),
    (DeadlineCode.PERSON, DeadlineMissed): (LetterKind.PERSON_LATE, "need"),
    (DeadlineCode.END_OF_SUPPORT, DeadlineReminded): (LetterKind.END_NEAR, "match"),
    (DeadlineCode.END_OF_SUPPORT, DeadlineMissed): (LetterKind.END_LATE, "match"),
}
END_NOTICES = (LetterKind.END_NEAR, LetterKind.END_LATE)
ANSWER_NOTICES = (LetterKind.ASKED_BEFORE, LetterKind.ANSWERS_DUE, LetterKind.ANSWERS_LATE)
MATCH_NOTICES = (*ANSWER_NOTICES, LetterKind.MEETING_LATE, *END_NOTICES)
