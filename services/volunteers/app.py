"""The one place that names all parts of the volunteers service."""

from services import runtime
from services.volunteers import reactions
from services.volunteers.matches import projections as matches
from services.volunteers.needs import projections as needs
from services.volunteers.people import drafts, projections as people
from shared.service import Service
from shared.source import Source


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    runtime.listen_to_common(service, sources["referral"])
    service.keep(drafts.metadata)
    service.listen(people.register, service.own)
    service.listen(needs.need_list, service.own)
    service.listen(matches.match_list, service.own)
    service.listen(matches.introduced, sources["casework"])
    service.listen(reactions.casework, sources["casework"])
