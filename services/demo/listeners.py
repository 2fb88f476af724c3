"""Who registered for the autumn's lectures and what they thought of them. All of it is invented."""

from typing import Any
from uuid import UUID

from services.referral.opinions import commands as opinions
from services.referral.registrations import commands as registrations
from services.referral.registrations.rules import ALL
from shared.work import Work

SEATS = 30
THOUGHT: tuple[tuple[str, int, bool, str], ...] = (  # name, how useful, recommended, in words
    ("Anna", 5, True, "Sain sanoja, joilla puhua lapselle."),
    ("Mikko", 4, True, ""),
    ("Sari", 5, True, "Toivoisin lisää aikaa kysymyksille."),
    ("Jussi", 3, False, ""),
    ("Leena", 4, True, "Oli hyvä kuulla, että muillakin on näin."),
    ("Ville", 5, True, ""),
)


def offer_seats(happening_id: UUID, work: Work) -> None:
    """Let people register; whoever comes without is welcome too."""
    registrations.offer_seats(
        work, happening_id, seats=SEATS, until_day=None, until_time="", drop_in=True
    )


def register(happening_id: UUID, codes: list[str], work: Work) -> None:
    """Each for all evenings; the codes with which they come back."""
    for place, (name, *_) in enumerate(THOUGHT):
        key = f"{place}{happening_id.hex}"[:22]
        who: dict[str, Any] = {"calling_name": name, "phone": "", "email": "", "needs": ""}
        code, _ = registrations.register(work, key, happening_id, people=1, day=ALL, **who)
        codes.append(code)


def answer(codes: list[str], work: Work) -> None:
    """What they thought, once it was over."""
    for code, (_, useful, recommend, words) in zip(codes, THOUGHT, strict=True):
        opinions.answer(work, code, useful=useful, recommend=recommend, words=words)
