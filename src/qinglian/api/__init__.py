"""OpenAPI endpoints, one file per domain app. Translation only."""
