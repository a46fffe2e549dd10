"""Pages for the audience `centre`."""
