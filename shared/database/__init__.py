"""A database: its engine, column types, upserts, migrations, the schema for rebuilding."""
