"""Pages for the audience `bidder`."""
