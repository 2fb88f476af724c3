"""Partners on Kafka: a topic for each, only with what concerns its organisation.

Every service's relay writes the partner's events to it, numbered densely from 1 for each service
(`ce_sequence`), so that volume elsewhere does not show. Only the partner reads it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from services.common.codes import Role
from services.platform.registry import NAMES
from shared.identity.principals import machines, principals
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

    deliveries: Deliveries
    envelopes: Envelopes
    client: str  # its sign-in
    start: int  # the cursor before the first
    partner: UUID | None  # None: nobody knows the client, or it has left, or it is no partner
    head: int  # the last number there is
    partitions: int = 1  # one, so that the numbers of each service arrive in their order

    @property
    def service(self) -> str:
        return self.deliveries.store.service

    @property
    def topic(self) -> str:
        return topic_of_partner(self.client)

    def check(self, cluster: Cluster, topic: Topic) -> None:
        """Nothing: several services write here, and our own topic is checked before this one."""

    def records(self, after: int, limit: int) -> Sequence[OutboundRecord]:
        before = max(after - self.start, 0)
        if self.partner is None or self.head <= before:
            return []
        page = self.deliveries.written(self.partner, after=before, limit=limit)
        epoch = self.deliveries.epoch
        return [
            OutboundRecord(
                cursor=self.start + n,
                partition=0,
                record=self.envelopes.for_partner_topic(message, epoch, n),
                at=round(message.numbered_at.timestamp() * 1000),
            )
            for n, message in enumerate(page.messages, before + 1)
        ]


@dataclass(frozen=True)
class PartnerTopics:
    """What one service sends to each of these clients, by their sign-ins."""

    store: Store
    envelopes: Envelopes
    clients: Collection[str]
    policy: Policy | None = None

    def targets(self) -> list[ToPartner]:
        """Each partner's topic, and how far it may be written now: asked for all at once."""
        if not self.clients:
            return []
        deliveries = Deliveries(self.store, self.policy, machines)
        partners = self._partners()
        deliveries.follow({row.id: row.organisation for row in partners})
        heads = deliveries.heads([row.id for row in partners])
        state_of = {row.subject: (row.id, heads[row.id]) for row in partners}
        start = self._start
        return [
            ToPartner(deliveries, self.envelopes, client, start, *state_of.get(client, (None, 0)))
            for client in self.clients
        ]

    def _partners(self) -> list[Row[Any]]:
        """The clients that are partners, and whom they belong to."""
        c = principals.c
        query: Select[Any] = select(c.id, c.subject, c.organisation, c.roles)
        query = query.where(c.subject.in_(self.clients), c.active, c.organisation.is_not(None))
        with self.store.database.reading() as db:
            return [row for row in db.execute(query) if Role.PARTNER in row.roles]

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
