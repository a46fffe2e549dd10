"""What a stranger needs to check us. Pure: no Django, no clock, no network, no files."""
