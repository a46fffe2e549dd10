import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

GONE = (
    "pillar", "words", "department", "found_on", "raised_by", "raised_at", "due_on", "year", "point", "state", "correction",
    "corrected_by", "corrected_at", "remark", "closed_by", "closed_at",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("supervision", "0005_problems_are_findings")]
    operations = [
        migrations.AlterField(
            "problem",
            "finding",
            models.OneToOneField(
                "integrity.Finding", on_delete=django.db.models.deletion.PROTECT, related_name="registered_as"
            ),
        ),
        migrations.RemoveConstraint("problem", "problem_pillar"),
        migrations.RemoveConstraint("problem", "problem_closed_at"),
        migrations.RemoveConstraint("problem", "problem_fits_its_register"),
        migrations.RemoveIndex("problem", "supervision_registe_cbfc3d_idx"),
        migrations.RemoveIndex("problem", "supervision_registe_ff5d04_idx"),
        *(migrations.RemoveField("problem", name) for name in GONE),
        migrations.AddConstraint(
            "problem",
            models.CheckConstraint(
                condition=(Q(register="style") & ~Q(style="") & Q(campaign=None, category=""))
                | (Q(register="campaign", campaign__isnull=False, style="", category="") & ~Q(layer="") & ~Q(item=""))
                | (Q(register="tendering", style="", campaign=None) & ~Q(category="")),
                name="problem_fits_its_register",
            ),
        ),
        migrations.AddIndex("problem", models.Index(fields=["register"], name="supervision_registe_6dc020_idx")),
    ]
