from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0023_accepted_hour")]

    operations = [
        migrations.AlterModelOptions(
            "hospitalname",
            {"ordering": ["sort_order", "pk"], "verbose_name": "other name"},
        ),
        migrations.AddIndex(
            "bilingualpage",
            models.Index(
                fields=["depth"], name="bilingualpage_sections", condition=models.Q(("depth__lte", 3))
            ),
        ),
        migrations.AddIndex(
            "pressreleasepage",
            models.Index(
                fields=["event_starts_at"],
                name="pressreleasepage_meetings",
                condition=models.Q(("event_starts_at__isnull", False)),
            ),
        ),
    ]
