"""One file per `python manage.py` command."""
