"""Pages, by audience. Translation only."""
