"""Oversight of the whole process: flows against facts, lights, warnings. It lies above the business and sees all of it."""
