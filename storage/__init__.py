"""The database: one SQLite file, plain SQL, secrets encrypted."""
