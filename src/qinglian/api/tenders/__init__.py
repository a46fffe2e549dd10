"""Endpoints of `tenders`: tender projects, sections, notices, documents, cards, seeds, holds. `/cards` and `/seed-shares` stand before `/{code}`."""

from qinglian.api.tenders import changes, seeds, lists  # isort: skip
from qinglian.api.tenders import drafting, notices
from qinglian.api.tenders.routing import router

__all__ = ["changes", "drafting", "lists", "notices", "router", "seeds"]
