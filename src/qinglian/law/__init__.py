"""The rules as data: rulebook, working days, lifecycles, refusals. Pure."""
