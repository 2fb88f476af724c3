"""What somebody searches for among the referrals that they may see."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from services.common import catalogue
from services.common.codes import ReferralStatus
from services.common.desk import MOST_HITS, Hit
from services.common.labels import label
from services.referral.referrals.policy import reads
from services.referral.worklist import queries
from services.referral.worklist.queries import ListedReferral
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import language
from shared.web.paging import PageRequest
from shared.work import Work


def search(work: Work, who: Principal, text: str) -> Iterator[Hit]:
    """Referrals by name, day of birth or reference, as far as the worklist shows these."""
    if not reads.access.admits(who):
        return
    programmes = catalogue.names_of_programmes(work.db, language())
    request = PageRequest(limit=MOST_HITS)
    for line in queries.worklist(work, who, text=text, page_request=request).items:
        sent = format_date(line.row.referred_on)
        status = label(ReferralStatus(line.status), language())
        programme = programmes.get(line.row.programme, "")
        yield Hit(
            name=_name(line) or programme,
            href=f"/referral/referrals/{line.row.referral_id}",
            about=" · ".join(part for part in (programme, sent, status) if part),
        )


def names(work: Work, who: Principal, referral_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """What the reader's own list calls these referrals; one that it does not show has no name."""
    if not reads.access.admits(who):
        return {}
    programmes = catalogue.names_of_programmes(work.db, language())
    return {
        line.row.referral_id: _name(line) or programmes.get(line.row.programme, "")
        for line in queries.lines(work, who, referral_ids)
    }


def _name(line: ListedReferral) -> str:
    return line.name or line.row.source_reference or ""
