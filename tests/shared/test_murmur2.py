"""Our partitions must be those of Kafka's own clients, for ever."""

from random import Random

from kafka.partitioner.default import murmur2 as kafkas

from shared.kernel.murmur2 import murmur2, partition_of
from tests.shared.bicycles import stream


def test_the_hash_is_that_of_the_kafka_client() -> None:
    random = Random(1)
    texts = [random.randbytes(length) for length in range(64) for _ in range(20)]
    texts += [stream(number).encode() for number in range(500)]
    assert [murmur2(text) for text in texts] == [kafkas(text) & 0xFFFFFFFF for text in texts]


def test_a_stream_has_the_partition_that_it_always_had() -> None:
    assert [partition_of(stream(number), 4) for number in range(8)] == [1, 3, 1, 3, 0, 1, 1, 3]
