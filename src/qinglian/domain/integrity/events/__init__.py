"""The facts."""
