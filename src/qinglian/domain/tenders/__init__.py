"""Tender projects, sections, notices and documents, from draft to closing."""
