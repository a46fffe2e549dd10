"""Pages for the audience `guardian`."""
