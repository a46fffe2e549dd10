"""From the candidates to the award (docs/protocol.md 13)."""
