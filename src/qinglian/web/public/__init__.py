"""Pages for the audience `public`."""
