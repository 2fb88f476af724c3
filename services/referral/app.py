"""The one place that names all parts of the referral service."""

from pathlib import Path

from flask import Flask

from services.common import composition, contact_readers, disclosing, seats
from services.common.deadlines.commands import remind_every_minute
from services.common.erasure.projections import erasures as erasure_list
from services.common.erasure.reactions import listen_to_erasures
from services.common.held.pages import held_pages
from services.common.mailing.resources import mail_pages
from services.referral.access import resources as access
from services.referral.accesses import resources as accesses
from services.referral.bookings import resources as bookings
from services.referral.bookings.projections import booked
from services.referral.capacity import resources as capacity
from services.referral.capacity.projections import supporters_seen
from services.referral.clients import queries as client_queries, resources as clients
from services.referral.clients.projections import keys as client_keys, secrets as client_secrets
from services.referral.comparing import resources as comparing
from services.referral.consent_wishes import resources as consent_wishes
from services.referral.consent_wishes.reactions import wishes
from services.referral.consents import resources as consents_resources
from services.referral.consents.projections import consents
from services.referral.consents.reactions import elsewhere, endings
from services.referral.consultations import resources as consultations
from services.referral.consultations.projections import consultation_list
from services.referral.deadlines import projections as clock, resources as deadlines
from services.referral.deadlines.rules import KINDS as DEADLINES
from services.referral.desk import resources as desk
from services.referral.directory import resources as directory
from services.referral.directory.projections import agreed
from services.referral.duplicates import resources as duplicates
from services.referral.duplicates.projections import likenesses
from services.referral.erasures import resources as erasures
from services.referral.exports.resources import export_pages
from services.referral.family_contacts import resources as family_contacts_resources
from services.referral.family_contacts.projections import family_contacts
from services.referral.feedback import resources as feedback
from services.referral.feedback.projections import feedback_list
from services.referral.finding.projections import index
from services.referral.first_times import resources as first_times
from services.referral.guide import resources as guide
from services.referral.hand_registrations import resources as hand_registrations
from services.referral.happenings import resources as happenings
from services.referral.happenings.projections import announced
from services.referral.hsds import resources as hsds
from services.referral.imports import resources as imports
from services.referral.inbox import resources as inbox
from services.referral.inbox.projections import letters
from services.referral.intake import resources as intake
from services.referral.locks.projections import locks
from services.referral.mailing import resources as mailing
from services.referral.networks import resources as networks
from services.referral.networks.projections import formed
from services.referral.next_times import resources as next_times
from services.referral.notices import resources as notices_resources
from services.referral.notices.projections import notices
from services.referral.open_events import resources as open_events
from services.referral.open_registrations import resources as open_registrations
from services.referral.openings.projections import declared
from services.referral.opinions import resources as opinions
from services.referral.opinions.projections import metadata as opinion_boxes
from services.referral.organisations import resources as organisations
from services.referral.package_actuals import resources as package_actuals
from services.referral.package_pages import resources as packages
from services.referral.package_planning import resources as package_planning
from services.referral.package_templates import resources as package_templates
from services.referral.packages.projections import package_list
from services.referral.pairwork.projections import pairwork_list, pairwork_times
from services.referral.pairwork_hours import resources as pairwork_hours
from services.referral.pairwork_pages import resources as pairwork
from services.referral.partnerships import resources as partnerships_resources
from services.referral.partnerships.projections import partnerships
from services.referral.privacy import resources as privacy
from services.referral.programme_drafts import resources as programme_drafts
from services.referral.programme_drafts.projections import drafted
from services.referral.programme_endings import resources as programme_endings
from services.referral.programme_versions import resources as programme_versions
from services.referral.progress.projections import progress
from services.referral.ptv import resources as ptv
from services.referral.ptv.projections import described
from services.referral.public_networks import resources as public_networks
from services.referral.public_registrations import resources as public_registrations
from services.referral.public_times import resources as public_times
from services.referral.reactions import clockwork, loop
from services.referral.receptions import resources as receptions
from services.referral.receptions.projections import rota
from services.referral.recording import resources as recording
from services.referral.referrals import resources as referrals
from services.referral.referrals.domain import Referral
from services.referral.referrals.projections import worklist as referral_list
from services.referral.referrals.queries import concerned
from services.referral.referrals.reactions import routing
from services.referral.registrations import resources as registrations
from services.referral.registrations.projections import registered
from services.referral.rights import resources as rights_resources
from services.referral.rights.projections import rights
from services.referral.rosters import resources as rosters
from services.referral.routes.projections import considerations
from services.referral.routings import resources as routings_resources
from services.referral.sameness.projections import decided
from services.referral.scim import resources as scim
from services.referral.self_referral import resources as self_referral
from services.referral.sheet import resources as sheet
from services.referral.speakers import resources as speakers
from services.referral.speakers.projections import speaking
from services.referral.staff import resources as staff
from services.referral.summaries import resources as summaries_resources
from services.referral.summaries.projections import sent as sent_summaries
from services.referral.summaries.reactions import arrivals
from services.referral.systems import resources as systems
from services.referral.worklist import resources as worklist
from services.referral.worklist.projections import moved
from shared.consumer.source import Source
from shared.service import Service
from shared.transport.deliveries import Policy
from shared.web.site import Site

POLICY = Policy(disclosing.POLICY, {Referral.category: concerned})
PAGES = [
    accesses.pages,
    desk.pages,
    recording.pages,
    imports.pages,
    worklist.pages,
    deadlines.pages,
    mailing.pages,
    sheet.pages,
    summaries_resources.pages,
    comparing.pages,
    comparing.decisions,
    directory.pages,
    partnerships_resources.pages,
    programme_drafts.pages,
    programme_versions.pages,
    programme_endings.pages,
    guide.pages,
    networks.pages,
    capacity.pages,
    routings_resources.pages,
    ptv.pages,
    organisations.pages,
    rights_resources.pages,
    consents_resources.pages,
    consent_wishes.pages,
    notices_resources.pages,
    privacy.pages,
    erasures.pages,
    rosters.pages,
    scim.api,
    staff.pages,
    systems.pages,
    family_contacts_resources.pages,
    self_referral.pages,
    receptions.pages,
    first_times.pages,
    bookings.pages,
    happenings.pages,
    open_events.pages,
    *(registrations.pages, hand_registrations.pages),
    public_networks.pages,
    speakers.pages,
    opinions.public,
    opinions.pages,
    public_registrations.pages,
    next_times.pages,
    consultations.pages,
    pairwork.pages,
    pairwork_hours.pages,
    package_templates.pages,
    packages.pages,
    package_planning.pages,
    package_actuals.pages,
    public_times.pages,
    feedback.public,
    feedback.pages,
]
RESOURCES = [
    accesses.api,
    referrals.api,
    worklist.api,
    intake.api,
    imports.api,
    intake.questions,
    directory.api,
    programme_endings.api,
    partnerships_resources.api,
    hsds.api,
    networks.api,
    capacity.api,
    routings_resources.api,
    organisations.api,
    access.api,
    clients.api,
    inbox.api,
    deadlines.api,
    duplicates.api,
    comparing.api,
    rights_resources.api,
    consents_resources.api,
    consents_resources.of_referrals,
    consent_wishes.api,
    erasures.api,
    notices_resources.api,
    family_contacts_resources.api,
    receptions.api,
    happenings.public,
    happenings.api,
    *(each.api for each in (registrations, hand_registrations, open_registrations)),
    speakers.api,
    bookings.times,
    first_times.api,
    bookings.api,
    consultations.api,
    consultations.guidance_api,
    pairwork.api,
    pairwork_hours.api,
    *(packages.api, package_planning.api, package_actuals.api, package_templates.api),
    summaries_resources.api,
]


OWN = (  # what follows the service itself, before what hears of it from others
    agreed,
    partnerships,
    formed,
    declared,
    considerations,
    referral_list,
    moved,
    index,
    likenesses,
    decided,
    erasure_list,
    rota,
    announced,
    registered,
    speaking,
    booked,
    consultation_list,
    pairwork_list,
    pairwork_times,
    package_list,
    feedback_list,
)


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    composition.listen_to_common(service, service.own)
    composition.listen_to_access_logs(service, sources)
    listen_to_erasures(service, sources)
    for projection in OWN:
        service.listen(projection, service.own)
    service.listen(supporters_seen, sources["volunteers"])
    service.listen(progress, sources["casework"])
    service.listen(sent_summaries, sources["casework"])
    service.listen(arrivals, sources["casework"])
    service.listen(seats.seats, sources["casework"])
    service.listen(locks, sources["casework"])
    service.listen(contact_readers.readers, sources["casework"])
    service.listen(letters, service.own)
    service.listen(clock.deadlines, service.own)
    remind_every_minute(service, DEADLINES)
    service.listen(rights, service.own)
    service.listen(client_keys, service.own)
    service.listen(client_secrets, service.own)
    service.keep(client_queries.metadata)
    service.listen(notices, service.own)
    service.listen(described, service.own)
    service.listen(drafted, service.own)
    service.listen(family_contacts, service.own)
    service.keep(opinion_boxes)
    service.listen(routing, service.own)
    service.listen(clockwork, service.own)
    service.listen(consents, service.own)
    service.listen(endings, service.own)
    service.listen(wishes, service.own)
    service.listen(elsewhere, sources["volunteers"], sources["casework"])
    service.listen(loop, sources["volunteers"], sources["casework"])


def create_app(service: Service, site: Site) -> Flask:
    pages = [
        *PAGES,
        export_pages(site.neighbours),
        held_pages(service.name),
        mail_pages(service.name),
    ]
    app = composition.web(
        service, Path(__file__).parent, site, pages=pages, policy=POLICY, resources=RESOURCES
    )
    clients.keep_uses(app, service)
    return app
