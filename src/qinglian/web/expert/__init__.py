"""Pages for experts: answering a call, and the seat of an evaluation. A credential opens them; nothing tells who holds it.

The address is the key: no cache keeps a page, and `Referrer-Policy: same-origin`, set everywhere, tells the address to nobody else.
"""
