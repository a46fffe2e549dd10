"""Objections of bidders to published candidates, and their answers (REG 54)."""
