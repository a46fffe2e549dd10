"""`python -m docs.generate` writes every generated page of docs/reference."""

import os
import tempfile

with tempfile.TemporaryDirectory() as home:
    os.environ["QINGLIAN_HOME"] = home
    os.environ["QINGLIAN_LANG"] = "zh"
    os.environ["DJANGO_SETTINGS_MODULE"] = "qinglian.config.settings"
    import django

    django.setup()
    from docs.generate.pages import write_all

    for path in write_all():
        print(path)
