from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("integrity", "0003_private_findings")]
    operations = [
        migrations.RemoveConstraint("leaderpledge", "leader_pledge_once"),
        migrations.AddConstraint(
            "leaderpledge", models.UniqueConstraint(fields=["project", "signed_by"], name="leader_pledge_once")
        ),
    ]
