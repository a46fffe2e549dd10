"""The register of experts, and the draw that nobody can steer (docs/protocol.md 11)."""
