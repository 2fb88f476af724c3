"""Who may do what on the brokers: access lists (ACLs) as plain values, and how they are set.

With an authorizer nobody may do anything that is not granted; so these grants are all there is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kafka.admin import (
    ACL,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ResourcePattern,
    ResourceType,
)

from shared.transport.kafka.cluster import Cluster

Operation = Literal["read", "write", "create", "describe"]
Kind = Literal["topic", "group"]


@dataclass(frozen=True, order=True)
class Grant:
    """One user's right to one operation on one topic or group, or on all with this prefix."""

    user: str
    operation: Operation
    kind: Kind
    name: str
    prefixed: bool = False


def of_reader(user: str, topic: str, *, groups: str) -> list[Grant]:
    """The grants for reading a topic, with groups whose names begin with `groups`."""
    return [
        Grant(user, "read", "topic", topic),
        Grant(user, "describe", "topic", topic),
        Grant(user, "read", "group", groups, prefixed=True),
    ]


def of_writer(user: str, topic: str) -> list[Grant]:
    """The grants for sending to a topic, and for making it where it is missing."""
    return [Grant(user, operation, "topic", topic) for operation in ("write", "create", "describe")]


def give(cluster: Cluster, grants: Iterable[Grant]) -> None:
    """Set the grants, as a user who may alter the cluster; safe to repeat. Raises `BrokerAway`."""
    with cluster.admin() as admin:
        admin.create_acls([_acl(grant) for grant in grants])


def _acl(grant: Grant) -> ACL:
    pattern = ACLResourcePatternType.PREFIXED if grant.prefixed else ACLResourcePatternType.LITERAL
    resource = ResourcePattern(ResourceType[grant.kind.upper()], grant.name, pattern)
    operation = ACLOperation[grant.operation.upper()]
    return ACL(f"User:{grant.user}", "*", operation, ACLPermissionType.ALLOW, resource)
