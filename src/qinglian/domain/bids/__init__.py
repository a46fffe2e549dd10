"""Sealed bids: received, closed, released, opened, recorded."""
