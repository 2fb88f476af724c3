"""Kafka between the services: the relay writes a store's events to topics, the source reads them.

This is the only package that uses the client library; nothing else can publish. Topics carry the
store's own chain, so a message is the same whether it came by a topic or by the feed.
"""
