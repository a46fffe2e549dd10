"""Who is here: organisations, persons, posts, roles, keys."""
