"""Pages for the audience `buyer`."""
