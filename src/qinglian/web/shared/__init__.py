"""What every page shares: the look, template tags, refusals, sign-in."""
