"""The evaluation session: sealed files, independent sheets, a result that anybody can recompute (docs/protocol.md 12)."""
