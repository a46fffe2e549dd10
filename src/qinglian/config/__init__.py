"""Settings, URLs, entry points for servers."""
