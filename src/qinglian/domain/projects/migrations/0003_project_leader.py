import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def who_pledged(apps, _schema_editor):
    """A project whose named leader has pledged is led by whoever signed; where nobody has, the name alone stands and a person is chosen anew."""
    for pledge in apps.get_model("integrity", "LeaderPledge").objects.order_by("pk"):
        projects = apps.get_model("projects", "Project").objects.filter(code=pledge.project, leader_name=pledge.leader)
        projects.update(leader_id=pledge.signed_by_id)


class Migration(migrations.Migration):
    dependencies = [
        ("integrity", "0001_initial"),
        ("projects", "0002_pledges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "project",
            "leader",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects_led",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(who_pledged, migrations.RunPython.noop),
    ]
