"""Events on their way: envelopes, deliveries, the feed as a source, Kafka, the contract."""
