"""The lawful moves."""
