"""How a question that families answered reads on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AnsweredQuestion:
    """How one's own families answered a question of their programme, or why not."""

    programme: str
    question: str
    name: str
    about: str  # CHILD, PARENT or FAMILY: who is counted
    answered: int  # of whom shares are
    answers: dict[str, int]  # by code
    declined: int
    unknown: int
    not_asked: int  # cases
