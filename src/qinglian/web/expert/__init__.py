"""Pages for experts: answering a call, and the seat of an evaluation. A credential opens them; nothing tells who holds it."""
