"""The notifier: a process of its own that alone knows which leaf is which expert (docs/protocol.md 11)."""
