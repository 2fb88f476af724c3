"""Kafka's partitioner hash, so that the store and the topic agree on every stream's partition.

The algorithm and its seed are those of `org.apache.kafka.common.utils.Utils.murmur2`.
"""

M, MASK, SEED = 0x5BD1E995, 0xFFFFFFFF, 0x9747B28C


def partition_of(stream: str, partitions: int) -> int:
    """The partition, 0 … partitions - 1, of a stream; the same in every process and year."""
    return (murmur2(stream.encode()) & 0x7FFFFFFF) % partitions


def murmur2(data: bytes) -> int:
    """The unsigned 32-bit hash of `data`."""
    length = len(data)
    hashed = SEED ^ length
    whole = length & ~3
    for at in range(0, whole, 4):
        part = int.from_bytes(data[at : at + 4], "little") * M & MASK
        part = (part ^ part >> 24) * M & MASK
        hashed = (hashed * M & MASK) ^ part
    if length & 3:
        hashed = (hashed ^ int.from_bytes(data[whole:], "little")) * M & MASK
    hashed = (hashed ^ hashed >> 13) * M & MASK
    return hashed ^ hashed >> 15
