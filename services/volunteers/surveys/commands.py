"""What can be asked of the survey. Each function runs in the caller's one transaction."""

from datetime import date
from functools import partial
from uuid import UUID, uuid4

from services.common import catalogue
from services.common.deadlines.commands import CLOCK
from services.common.retention import VOLUNTEER
from services.common.survey import QUESTIONS
from services.volunteers.matches.queries import last_end
from services.volunteers.people.domain import Volunteer
from services.volunteers.surveys import projections
from services.volunteers.surveys.domain import Drawing, Survey
from services.volunteers.surveys.rules import Box, Sign, box_in, counted, is_ours, voucher
from shared.kernel.aggregate import Invalid, NotFound
from shared.kernel.sealing import Subject, opened
from shared.service import Service
from shared.web.return_codes import ANYBODY, read_code
from shared.work import Work

AN_HOUR = 3600.0  # seconds
KIND = "survey-voucher"


def draw(work: Work, volunteer_id: UUID, *, chance: str) -> str:
    """A voucher, shown this once. Of `chance`, 128 bits in base64, nothing is kept."""
    person, _ = work.load(Volunteer(volunteer_id))
    if person.organisation is None or not person.was_approved:
        raise NotFound
    ended_on = last_end(work, volunteer_id)
    work.change(Drawing(volunteer_id), lambda state: state.draw(work.today, ended_on=ended_on))
    return voucher(chance, signer(work, person.organisation, work.today.year))


def origin(work: Work, text: str) -> tuple[UUID, int]:
    """The organisation and the year of a typed voucher; raises `Invalid` for everything else."""
    code, year = read_code(text), work.today.year
    for organisation in catalogue.all_organisations(work.db) if code else ():
        for each in (year, year - 1):
            if is_ours(code, signer(work, organisation, each)):
                return organisation, each
    raise Invalid(
        "This code is not right. Check each letter and number.", code="no_voucher", field="code"
    )


def answer(work: Work, organisation: UUID, year: int, *, code: str, **answers: int) -> None:
    """Put an answer among the others of its organisation; a voucher is good for one."""
    digest = work.sealing.token(ANYBODY, f"{KIND}-used", read_code(code))
    given = tuple(answers[question] for question in QUESTIONS)
    box = _box(work, organisation)
    month = f"{work.today:%Y-%m}"
    _keep(work, organisation, box.put_in(given, digest, year=str(year), month=month))


def signer(work: Work, organisation: UUID, year: int) -> Sign:
    """What vouchers of an organisation and a year are stamped with."""
    return partial(work.sealing.token, ANYBODY, f"{KIND}-{organisation}-{year}")


def count_due(service: Service) -> int:
    """Count every box that is ripe, and empty it; how many there were."""
    return service.execute(count_ripe, CLOCK)


def count_every_hour(service: Service) -> None:
    """In the process in which the service follows; a box is ripe when a month begins."""
    service.followers.every(AN_HOUR, "surveys", lambda: count_due(service))


def count_ripe(work: Work) -> int:
    """The same within a transaction of whoever keeps the clock."""
    return sum(_count_box(work, each) for each in projections.all_of_them(work.db))


def _count_box(work: Work, organisation: UUID) -> bool:
    box, month = _box(work, organisation), f"{work.today:%Y-%m}"
    if not box.is_ripe(month):
        return False
    latest = date.fromisoformat(f"{box.month}-01")
    work.change(
        Survey(organisation),
        lambda survey: survey.count(counted(box.answers), answers=len(box.answers), month=latest),
    )
    _keep(work, organisation, box.emptied(month))
    return True


def _box(work: Work, organisation: UUID) -> Box:
    text = opened(projections.locked(work.db, organisation), work.sealing)
    return box_in(text) if text else Box()


def _keep(work: Work, organisation: UUID, box: Box) -> None:
    where = Subject(organisation, VOLUNTEER, uuid4(), "content")
    projections.put(work.db, organisation, work.sealing.seal(box.written(), where))
