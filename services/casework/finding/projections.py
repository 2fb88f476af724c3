"""By what a case's family is found, for the organisation that supports it."""

from services.casework.cases.events import CaseDescribed, CaseOpened, FamilyCorrected
from services.common.finding import describe_family, index as index_of_people
from services.common.retention import CASE
from shared import finding
from shared.consumer.subscription import Opener

index = index_of_people()


@index.on(CaseOpened)
def open_it(to: Opener, event: CaseOpened) -> None:
    finding.belongs(to, event.case_id, provider=event.organisation)


@index.on(CaseDescribed, FamilyCorrected)
def describe(to: Opener, event: CaseDescribed | FamilyCorrected) -> None:
    describe_family(to, event.case_id, CASE, event)
