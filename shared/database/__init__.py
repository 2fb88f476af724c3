"""A database: its engine, columns, upserts, steps of migration, the schema beside the live one."""
