"""Between the services: the relay that writes a store's events to Kafka, and the source that
reads them back. The only package that knows the client library; nothing else can publish.

Topics carry the store's own chain, so that it does not matter which road a message took.
"""
