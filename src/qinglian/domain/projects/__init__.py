"""Investment projects, from which tender projects come."""
