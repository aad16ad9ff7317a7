// Postgres: filled by the commits that follow.
