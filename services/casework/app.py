"""The one place that names all parts of casework."""

from pathlib import Path

import flask
from flask import Flask

from services.casework.accesses import resources as accesses
from services.casework.agreements import (
    projections as agreements,
    resources as agreements_resources,
)
from services.casework.book import resources as book
from services.casework.budgeting import resources as budgeting
from services.casework.casefile import projections as casefile, resources as casefile_resources
from services.casework.caseload import resources as caseload
from services.casework.cases import (
    projections as cases,
    queries,
    reactions,
    resources as cases_resources,
)
from services.casework.cases.domain import Case
from services.casework.concerns import (
    projections as concerns,
    resources as concerns_resources,
)
from services.casework.corrections import resources as corrections
from services.casework.correspondence.projections import correspondence
from services.casework.deadlines import projections as clock, resources as deadlines
from services.casework.deadlines.rules import KINDS as DEADLINES
from services.casework.desk import resources as desk
from services.casework.documents import projections as documents, resources as documents_resources
from services.casework.duties import projections as duties, resources as duties_resources
from services.casework.entries import projections as entries, resources as entries_resources
from services.casework.entries.domain import Entry
from services.casework.entrybook import resources as entrybook
from services.casework.facts import projections as facts, resources as facts_resources
from services.casework.familycodes import (
    projections as familycodes,
    resources as familycodes_resources,
)
from services.casework.familypaper import resources as familypaper
from services.casework.finding.projections import index
from services.casework.following import reactions as following
from services.casework.handover import resources as handover
from services.casework.handover.commands import settle_every_minute
from services.casework.inbox import projections as inbox, resources as inbox_resources
from services.casework.independence import (
    projections as independence,
    resources as independence_resources,
)
from services.casework.kept import projections as kept, reactions as kept_reactions
from services.casework.locks import resources as locks
from services.casework.matches import projections as matches
from services.casework.messages import (
    projections as messages,
    reactions as messages_reactions,
    resources as messages_resources,
)
from services.casework.naming import resources as naming
from services.casework.neighbours.projections import neighbours
from services.casework.networkmaps import (
    projections as networkmaps,
    resources as networkmaps_resources,
)
from services.casework.planbook import resources as planbook
from services.casework.planning import resources as planning
from services.casework.receipts import resources as receipts_resources
from services.casework.standins import resources as stand_ins
from services.casework.summaries import (
    projections as summaries,
    resources as summaries_resources,
)
from services.casework.summaries.domain import Summary
from services.casework.summarybook import resources as summarybook
from services.casework.toolfolder import resources as toolfolder
from services.casework.visitbook import resources as visitbook
from services.casework.visiting import resources as visiting
from services.casework.visits import projections as visits, resources as visits_resources
from services.casework.visits.domain import Visit
from services.common import composition, contact_readers, disclosing
from services.common.deadlines.commands import remind_every_minute
from services.common.erasure.reactions import listen_to_erasures
from services.common.held.pages import held_pages
from services.common.mailing.resources import mail_pages
from shared.consumer.source import Source
from shared.service import Service
from shared.transport.deliveries import Policy
from shared.web.site import Site

POLICY = Policy(
    disclosing.POLICY,
    dict.fromkeys(
        (Case.category, Visit.category, Entry.category, Summary.category), queries.concerned
    ),
)
PAGES: list[flask.Blueprint] = [
    accesses.pages,
    desk.pages,
    caseload.pages,
    deadlines.pages,
    duties_resources.pages,
    casefile_resources.pages,
    cases_resources.pages,
    naming.pages,
    handover.pages,
    stand_ins.pages,
    locks.pages,
    budgeting.pages,
    planning.pages,
    planbook.pages,
    toolfolder.pages,
    independence_resources.pages,
    independence_resources.plan_pages,
    facts_resources.pages,
    facts_resources.sheet_pages,
    agreements_resources.pages,
    agreements_resources.paper_pages,
    corrections.pages,
    messages_resources.pages,
    summarybook.pages,
    summaries_resources.pages,
    visiting.pages,
    concerns_resources.pages,
    visitbook.pages,
    book.pages,
    familypaper.pages,
    familycodes_resources.public,
    familycodes_resources.pages,
    documents_resources.pages,
    documents_resources.document_pages,
    networkmaps_resources.pages,
    networkmaps_resources.map_pages,
    entrybook.pages,
    receipts_resources.VISITS.pages,
    receipts_resources.ENTRIES.pages,
]
RESOURCES = [
    accesses.api,
    cases_resources.api,
    naming.api,
    handover.api,
    stand_ins.api,
    locks.api,
    budgeting.api,
    planning.api,
    toolfolder.api,
    independence_resources.api,
    facts_resources.api,
    agreements_resources.api,
    corrections.api,
    visits_resources.api,
    entries_resources.api,
    receipts_resources.VISITS.api,
    receipts_resources.ENTRIES.api,
    documents_resources.api,
    networkmaps_resources.api,
    messages_resources.api,
    summaries_resources.api,
    concerns_resources.raising_api,
    concerns_resources.api,
    deadlines.api,
    duties_resources.api,
    inbox_resources.api,
]


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    referral, volunteers = sources["referral"], sources["volunteers"]
    composition.listen_to_common(service, referral)
    composition.listen_to_access_logs(service, sources)
    listen_to_erasures(service, sources)
    service.listen(cases.case_list, service.own)
    service.listen(index, service.own, referral)
    service.listen(contact_readers.readers, service.own)
    service.listen(casefile.timeline, service.own)
    service.listen(visits.visit_list, service.own)
    service.listen(entries.entry_list, service.own)
    service.keep(kept.kept_metadata)
    service.listen(kept_reactions.erasing_files, referral)
    service.listen(documents.document_list, service.own)
    service.listen(networkmaps.map_list, service.own)
    service.listen(agreements.agreement_list, service.own)
    service.listen(independence.plan_list, service.own)
    service.listen(facts.sheet_list, service.own)
    service.listen(messages.message_list, service.own)
    service.listen(duties.duty_list, service.own)
    service.listen(familycodes.code_list, service.own)
    service.listen(summaries.summary_list, service.own, referral)
    service.listen(concerns.concern_list, service.own)
    service.listen(inbox.letters, service.own)
    service.listen(matches.supporters, volunteers)
    service.listen(correspondence, referral)
    service.listen(neighbours, referral, volunteers)
    service.listen(reactions.reactions, referral, volunteers)
    service.listen(following.merging, referral)
    service.listen(following.following, service.own)
    service.listen(messages_reactions.forwarding, referral)
    service.listen(clock.deadlines, service.own, referral, volunteers)
    remind_every_minute(service, DEADLINES)
    settle_every_minute(service)


def create_app(service: Service, site: Site) -> Flask:
    pages = [*PAGES, held_pages(service.name), mail_pages(service.name)]
    return composition.web(
        service, Path(__file__).parent, site, pages=pages, policy=POLICY, resources=RESOURCES
    )
