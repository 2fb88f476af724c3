"""The certificate as a paper."""

from uuid import UUID

from flask import Response, g

from services.common.papers.making import pdf
from services.volunteers.certificates import policy, views
from shared.web.access_log import note_export
from shared.web.api import read_only
from shared.web.i18n import gettext
from shared.web.pages import Pages

pages = Pages("certificates", "/volunteers/people")


@pages.get("/<uuid:volunteer_id>/certificate", may=policy.draws)
def paper(volunteer_id: UUID) -> Response:
    """What somebody has given as a support person, to take home."""
    note_export()
    values = read_only(lambda work: views.certificate(work, g.who, volunteer_id))
    name = gettext("certificate")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(pdf("certificate", values), mimetype="application/pdf", headers=headers)
