"""The one place that names all parts of the volunteers service."""

from pathlib import Path

from flask import Flask

from services.common import composition, disclosing, seats
from services.common.codes import GatheringKind
from services.common.deadlines.commands import remind_every_minute
from services.common.erasure.projections import erasures as erasure_list
from services.common.erasure.reactions import listen_to_erasures
from services.common.held.pages import held_pages
from services.common.mailing.resources import mail_pages
from services.common.sessions.projections import gathering_list
from services.volunteers import reactions
from services.volunteers.accesses import resources as accesses
from services.volunteers.applications import resources as applications
from services.volunteers.applying import resources as applying
from services.volunteers.approval import resources as approvals
from services.volunteers.approval.projections import alone
from services.volunteers.board import resources as board
from services.volunteers.certificates import resources as certificates
from services.volunteers.corrections import resources as corrections
from services.volunteers.courses import resources as courses
from services.volunteers.deadlines import projections as clock, resources as deadlines
from services.volunteers.deadlines.rules import KINDS as DEADLINES
from services.volunteers.desk import resources as desk
from services.volunteers.erasures import resources as erasures
from services.volunteers.expenses import projections as claim_tables, resources as expenses
from services.volunteers.finding.projections import index
from services.volunteers.guiding import commands as guidance_clock, resources as guiding
from services.volunteers.hours import projections as hours
from services.volunteers.inbox import projections as inbox, resources as inbox_resources
from services.volunteers.lending import resources as lending
from services.volunteers.lending.projections import loan_list
from services.volunteers.matches import projections as match_tables, resources as matches
from services.volunteers.matches.domain import Match
from services.volunteers.matches.queries import concerned
from services.volunteers.matching import projections as need_tables, resources as matching
from services.volunteers.own import resources as own
from services.volunteers.own_calendar import resources as own_calendar
from services.volunteers.own_expenses import resources as own_expenses
from services.volunteers.payments import projections as payment_tables, resources as payments
from services.volunteers.people import projections as people
from services.volunteers.records import resources as records
from services.volunteers.register import resources as register
from services.volunteers.surveys import commands as survey_clock, resources as surveys
from services.volunteers.surveys.projections import metadata as survey_boxes
from services.volunteers.terms import resources as terms
from services.volunteers.vetting import queries as drafts
from shared.consumer.source import Source
from shared.service import Service
from shared.transport.deliveries import Policy
from shared.web.site import Site

COURSES_API, COURSES = courses.serve(GatheringKind.COURSE)
GUIDANCE_API, GUIDANCE = courses.serve(GatheringKind.GUIDANCE)
PAGES = (
    erasures.pages,
    accesses.pages,
    approvals.pages,
    desk.pages,
    board.pages,
    deadlines.pages,
    applications.pages,
    register.pages,
    matching.pages,
    matches.pages,
    corrections.pages,
    records.pages,
    own.pages,
    applying.pages,
    terms.pages,
    expenses.pages,
    payments.pages,
    own_expenses.pages,
    COURSES,
    GUIDANCE,
    guiding.pages,
    certificates.pages,
    own_calendar.pages,
    own_calendar.public,
    surveys.own,
    surveys.public,
    surveys.results,
    lending.pages,
)
APIS = (
    erasures.api,
    accesses.api,
    applications.api,
    register.api,
    matching.needs_api,
    matching.api,
    matches.api,
    corrections.api,
    records.api,
    deadlines.api,
    expenses.api,
    payments.api,
    lending.api,
    COURSES_API,
    GUIDANCE_API,
    inbox_resources.api,
)
POLICY = Policy(disclosing.POLICY, {Match.category: concerned})


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    composition.listen_to_common(service, sources["referral"])
    composition.listen_to_access_logs(service, sources)
    listen_to_erasures(service, sources)
    service.keep(drafts.metadata)
    service.keep(survey_boxes)
    service.listen(people.register, service.own)
    service.listen(index, service.own)
    service.listen(erasure_list, service.own)
    service.listen(need_tables.need_list, service.own)
    service.listen(match_tables.match_list, service.own)
    service.listen(match_tables.introduced, sources["casework"])
    service.listen(inbox.letters, service.own)
    service.listen(alone, service.own)
    service.listen(hours.visit_hours, sources["casework"])
    service.listen(claim_tables.claim_list, service.own)
    service.listen(gathering_list, service.own)
    service.listen(loan_list, service.own)
    service.listen(payment_tables.payment_list, service.own)
    service.listen(reactions.visits, sources["casework"])
    service.listen(seats.seats, sources["casework"])
    service.listen(reactions.casework, sources["casework"])
    service.listen(reactions.leavers, sources["referral"])
    service.listen(clock.deadlines, service.own, sources["referral"])
    remind_every_minute(service, DEADLINES)
    survey_clock.count_every_hour(service)
    guidance_clock.sum_up_often(service)


def create_app(service: Service, site: Site) -> Flask:
    return composition.web(
        service,
        Path(__file__).parent,
        site,
        pages=[*PAGES, held_pages(service.name), mail_pages(service.name)],
        policy=POLICY,
        resources=[*APIS],
    )
