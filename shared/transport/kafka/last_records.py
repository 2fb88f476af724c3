"""What a topic ends with, to see whether the store behind it still holds the same."""

from time import monotonic
from typing import Any

import structlog
from kafka import TopicPartition
from kafka.errors import KafkaError, TopicAuthorizationFailedError

from shared.transport.kafka.cluster import BrokerAway, Cluster, Topic

log = structlog.get_logger(__name__)
PATIENCE = 10.0  # seconds


def last_records(cluster: Cluster, topic: Topic) -> list[Any]:
    """The last record of each partition that holds one; raises `BrokerAway`.

    None where we may not read the topic: then only its readers can tell.
    """
    client = cluster.onlooker()
    try:
        return _read(client, topic)
    except TopicAuthorizationFailedError:
        log.warning("relay.may_not_read", topic=topic.name)
        return []
    except KafkaError as trouble:
        raise BrokerAway(f"The broker does not answer: {type(trouble).__name__}.") from trouble
    finally:
        client.close(autocommit=False, timeout_ms=2000)


def _read(client: Any, topic: Topic) -> list[Any]:
    partitions = [TopicPartition(topic.name, number) for number in range(topic.partitions)]
    ends, begins = client.end_offsets(partitions), client.beginning_offsets(partitions)
    wanted = [partition for partition in partitions if ends[partition] > begins[partition]]
    client.assign(wanted)
    for partition in wanted:
        client.seek(partition, ends[partition] - 1)
    last: dict[TopicPartition, Any] = {}
    deadline = monotonic() + PATIENCE
    while len(last) < len(wanted):
        if monotonic() > deadline:
            raise BrokerAway(f"The end of {topic.name} could not be read.")
        last |= {at: records[-1] for at, records in client.poll(timeout_ms=500).items()}
    return list(last.values())
