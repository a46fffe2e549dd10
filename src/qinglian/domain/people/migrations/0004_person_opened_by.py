from django.db import migrations, models

OPENED = ("person-created/v1", "sign-in-reset/v1")


def from_the_record(apps, _schema_editor):
    """Who made each login, or last reset it, as the facts say."""
    Person = apps.get_model("people", "Person")
    for fact in apps.get_model("record", "Fact").objects.filter(kind__in=OPENED, erased_at=None).order_by("pk"):
        Person.objects.filter(pk=fact.fact["body"]["person"]).update(opened_by=fact.fact["by"] or "")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_roll_and_duties"), ("record", "0001_initial")]
    operations = [
        migrations.AddField("person", "opened_by", models.CharField(blank=True, default="", max_length=24), preserve_default=False),
        migrations.RunPython(from_the_record, migrations.RunPython.noop),
    ]
