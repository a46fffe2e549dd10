from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("integrity", "0002_what_the_platform_writes_in_english")]
    operations = [
        migrations.AddField("finding", "is_private", models.BooleanField(default=False)),
    ]
