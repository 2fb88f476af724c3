"""Partners on Kafka: a topic for each, only with what concerns its organisation.

Every service's relay writes the partner's events to it, numbered densely from 1 for each service
(`ce_sequence`), so that volume elsewhere does not show. Only the partner reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from services.common.codes import Role
from services.platform.registry import NAMES
from shared.identity.principals import principals
from shared.store import Store
from shared.transport.deliveries import Deliveries, Policy
from shared.transport.envelope import Envelopes
from shared.transport.kafka.access import Grant, of_reader, of_writer
from shared.transport.kafka.cluster import Cluster, Topic
from shared.transport.kafka.relay_targets import OutboundRecord

MOST = 10**12  # events that one partner ever gets under one policy
POLICIES = 1000  # in one epoch


def topic_of(name: str) -> str:
    """Our own services' topic of a service."""
    return f"rinnalla.{name}"


def topic_of_partner(client: str) -> str:
    return f"rinnalla.partner.{client}"


@dataclass(frozen=True)
class ToPartner:
    """One service's events for one partner; the cursor counts the partner's own numbers."""

    store: Store
    envelopes: Envelopes
    client: str  # its sign-in
    policy: Policy | None = None
    partitions: int = 1  # one, so that the numbers of each service arrive in their order

    @property
    def service(self) -> str:
        return self.store.service

    @property
    def topic(self) -> str:
        return topic_of_partner(self.client)

    def check(self, cluster: Cluster, topic: Topic) -> None:
        """Nothing: several services write here, and our own topic is checked before this one."""

    def records(self, after: int, limit: int) -> Sequence[OutboundRecord]:
        """Nothing while the client is unknown, or has left, or is no partner."""
        c, database = principals.c, self.store.database
        mine = select(c.id, c.organisation, c.roles).where(c.subject == self.client, c.active)
        with database.reading() as db:
            row = db.execute(mine).first()
        if row is None or row.organisation is None or Role.PARTNER not in row.roles:
            return ()
        deliveries = Deliveries(self.store, self.policy)
        before = max(after - self._start, 0)
        page = deliveries.page(row.id, row.organisation, after=before, limit=limit)
        epoch = deliveries.epoch
        return [
            OutboundRecord(
                cursor=self._start + n,
                partition=0,
                record=self.envelopes.for_partner_topic(message, epoch, n),
                at=round(message.numbered_at.timestamp() * 1000),
            )
            for n, message in enumerate(page.messages, before + 1)
        ]

    @property
    def _start(self) -> int:
        """The cursor before the first: an epoch's numbers follow all of those before it, and within
        it a policy's those of the policies before.
        """
        policy = self.policy.number if self.policy else 0
        return ((self.store.read_epoch().number - 1) * POLICIES + policy) * MOST


def grants(*, users: dict[str, str], partners: Sequence[str]) -> list[Grant]:
    """All grants of all users; `users` maps each service to its user on Kafka."""
    all_grants: list[Grant] = []
    for name in NAMES:
        all_grants += of_writer(users[name], topic_of(name))
        all_grants.append(Grant(users[name], "read", "topic", topic_of(name)))  # its end
        for partner in partners:
            all_grants += of_writer(users[name], topic_of_partner(partner))
        for other in NAMES:
            if other != name:
                all_grants += of_reader(users[name], topic_of(other), groups=f"{name}.")
    for partner in partners:
        topic = topic_of_partner(partner)
        all_grants += of_reader(partner, topic, groups=f"{topic}.")
        # The point: names of partners begin alike, and nobody reads in another one's group.
        all_grants.append(Grant(partner, "read", "group", topic))
    return sorted(set(all_grants))
