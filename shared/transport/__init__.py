"""How events travel: envelopes, deliveries, the feed as a source, Kafka, the contract."""
