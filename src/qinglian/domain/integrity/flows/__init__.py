"""Key matters as machine-readable flows: who does what in which order, within which time, at which risk point. Pure."""
