import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("integrity", "0003_private_findings"), ("supervision", "0003_what_the_platform_writes_in_english")]
    operations = [
        migrations.AddField(
            "problem",
            "finding",
            models.OneToOneField(
                "integrity.Finding", on_delete=django.db.models.deletion.PROTECT, null=True, related_name="registered_as"
            ),
        ),
    ]
