"""Pages for the audience `supervisor`."""
