"""The servers under the platform: PostgreSQL and Kafka on this machine, and images of our code."""
