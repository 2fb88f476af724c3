"""A consultation of the demo: a school asks, Folkhälsan answers, and others may read what helps."""

from functools import partial
from uuid import UUID

from services.common.codes import Profession, Theme, Urgency
from services.demo.year import Year, somebody
from services.referral.consultations import commands
from shared.work import Work

QUESTION = (
    "Kuusivuotias pelkää vaihtopäiviä vanhempien eron jälkeen ja itkee aamulla eskarissa. "
    "Vanhemmat ovat eri mieltä siitä, mistä se johtuu. Miten otan asian puheeksi molempien kanssa?"
)
ANSWER = (
    "Kutsu vanhemmat yhdessä ja kerro vain, mitä olet nähnyt. Sopikaa, kuka hakee lapsen "
    "vaihtopäivänä, ja piirtäkää se lapselle kalenteriin."
)
GUIDANCE = (
    "Vaihtopäivät helpottuvat, kun lapsi näkee ne ennalta: sama kuvallinen kalenteri molempiin "
    "koteihin ja ryhmään, ja sama aikuinen vastassa vaihtopäivän aamuna."
)
STILL_OPEN = (
    "Nuori hoitaa pienempiä sisaruksiaan, ja koulu jää. Kuka osaisi jutella vanhemman kanssa?"
)


def consult(year: Year) -> None:
    """One that became guidance, and one that waits for whoever knows the theme."""
    referral = year.platform.services["referral"]
    asker = somebody("municipal-turku", "turku")
    helper = somebody("coordinator-folkhalsan", "folkhalsan")
    first, _ = referral.execute(
        partial(ask_about, Theme.ERO, Profession.STUDENT_WELFARE, QUESTION), asker
    )
    year.platform.settle()
    referral.execute(partial(_answer, first), helper)
    referral.execute(partial(_agree, first), asker)
    referral.execute(
        partial(ask_about, Theme.JAKSAMINEN, Profession.STUDENT_WELFARE, STILL_OPEN), asker
    )
    year.platform.settle()


def ask_about(theme: Theme, profession: Profession, text: str, work: Work) -> tuple[UUID, int]:
    """A question about nobody in particular."""
    return commands.ask(work, theme=theme, urgency=Urgency.SOON, profession=profession, text=text)


def take_and_answer(consultation_id: UUID, work: Work) -> None:
    commands.take(work, consultation_id)
    commands.write(work, consultation_id, text=ANSWER)


def _answer(consultation_id: UUID, work: Work) -> None:
    take_and_answer(consultation_id, work)
    commands.propose(work, consultation_id, text=GUIDANCE)


def _agree(consultation_id: UUID, work: Work) -> None:
    commands.agree(work, consultation_id)
