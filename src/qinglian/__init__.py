"""Qinglian: public tenders that a stranger can check."""
