"""What can be asked of an organisation in the directory."""

from uuid import UUID

from services.common.codes import OrganisationKind
from services.referral.directory import commands as directory
from services.referral.directory.domain import Organisation
from services.referral.directory.events import ContactGiven, KindGiven, OrganisationRenamed
from services.referral.organisations import queries
from services.referral.organisations.rules import check_area, check_code, check_free
from shared.kernel.aggregate import Refused
from shared.work import Work


def register(
    work: Work,
    *,
    code: str,
    name: str,
    name_sv: str,
    name_en: str,
    kind: OrganisationKind,
    area: str | None,
) -> UUID:
    """Register a new one; whoever has the code already is not changed here."""
    check_code(code)
    check_area(kind, area)
    if work.holder(directory.ORGANISATION, code) is not None:
        raise Refused(
            "There is an organisation with the code %(organisation)s already.",
            code="organisation-taken",
            organisation=code,
        )
    organisation_id = directory.register_organisation(
        work, code=code, name=name, kind=kind, area=area
    )
    rename(work, organisation_id, name=name, name_sv=name_sv, name_en=name_en)
    return organisation_id


def rename(work: Work, organisation_id: UUID, *, name: str, name_sv: str, name_en: str) -> None:
    """Say what it is called from now on."""
    called = OrganisationRenamed(
        organisation_id=organisation_id, name=name, name_sv=name_sv, name_en=name_en
    )
    work.change(Organisation(organisation_id), lambda each: each.rename(called))


def give_kind(
    work: Work, organisation_id: UUID, *, kind: OrganisationKind, area: str | None
) -> None:
    """Say what kind of organisation it is from now on, and of which place."""
    check_area(kind, area)
    given = KindGiven(organisation_id=organisation_id, kind=kind, area=area)
    work.change(Organisation(organisation_id), lambda each: each.give_kind(given))


def give_contact(
    work: Work, organisation_id: UUID, *, phone: str, email: str, address: str
) -> None:
    """Say how it is reached from now on; what is left empty is told nowhere."""
    contact = ContactGiven(
        organisation_id=organisation_id, phone=phone, email=email, address=address
    )
    work.change(Organisation(organisation_id), lambda each: each.give_contact(contact))


def leave(work: Work, organisation_id: UUID) -> None:
    """Let it leave, once nothing hangs on it any more; nothing new is given to it."""
    state, _ = work.load(Organisation(organisation_id))
    if state.left_on is None:
        check_free(queries.ties(work, organisation_id), queries.name_of(state))
    today = work.today
    work.change(state, lambda each: each.leave(on=today))


def come_back(work: Work, organisation_id: UUID) -> None:
    """Let it come back as it was; people and systems are let in anew."""
    today = work.today
    work.change(Organisation(organisation_id), lambda each: each.come_back(on=today))
