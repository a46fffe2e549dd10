"""Every question, filtered for who asks."""
