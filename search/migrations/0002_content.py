from django.db import migrations, models

from search import sql


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_directory"),
        ("newsroom", "0021_pages_not_live"),
    ]

    operations = [
        migrations.RunSQL(sql.read("content"), migrations.RunSQL.noop),
        migrations.AddField("contentrow", "heading", models.TextField(default="")),
        migrations.AddField(
            "contentrow",
            "plain",
            models.TextField(default="", help_text="The text without marks, to quote from."),
        ),
        migrations.AddField(
            "word",
            "written",
            models.CharField(
                default="", help_text="With its accents, as it stands most often.", max_length=80
            ),
        ),
        # However a page is deleted, nothing of it is found any more.
        migrations.RunSQL(
            "ALTER TABLE search_content ADD CONSTRAINT search_content_page "
            "FOREIGN KEY (page_id) REFERENCES newsroom_bilingualpage (id) ON DELETE CASCADE",
            "ALTER TABLE search_content DROP CONSTRAINT search_content_page",
        ),
    ]
