from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0006_quick_to_read")]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("slug", models.SlugField(max_length=120)),
                ("object_id", models.BigIntegerField()),
            ],
            options={
                "db_table": "search_former_slug",
                "constraints": [models.UniqueConstraint(fields=("kind", "slug"), name="search_former_slug_once")],
            },
        ),
    ]
