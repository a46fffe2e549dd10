"""The one door through which facts become public."""
