"""Rules of conduct: where integrity is at risk in the centre's work, and what is done about it."""
