"""`python -m qinglian.cli`."""

from qinglian.cli.main import app

app()
