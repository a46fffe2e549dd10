"""Writes docs/reference from the code: `make docs`. Each module makes one page; `tests/house` compares them with what is committed."""
