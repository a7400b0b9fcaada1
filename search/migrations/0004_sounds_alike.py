import django.contrib.postgres.indexes
from django.db import migrations, models

from search import sql


class Migration(migrations.Migration):
    dependencies = [("search", "0003_affiliation_in_register")]

    operations = [
        # Functions that have changed since a database may have been given them; sounds are worked out again.
        migrations.RunSQL("DROP FUNCTION IF EXISTS public.search_similar(text, text[], int)", migrations.RunSQL.noop),
        migrations.RunSQL(sql.read("functions"), migrations.RunSQL.noop),
        migrations.RunSQL(sql.read("similar"), migrations.RunSQL.noop),
        migrations.RunSQL("UPDATE search_word SET word = word", migrations.RunSQL.noop),
        migrations.AddIndex(
            "directoryrow",
            django.contrib.postgres.indexes.GinIndex(
                condition=~models.Q(kind="practitioner"),
                fastupdate=False,
                fields=["vector"],
                name="search_directory_things",
            ),
        ),
        migrations.AddIndex(
            "directoryrow",
            models.Index(fields=["last_key"], name="search_directory_family", opclasses=["text_pattern_ops"]),
        ),
        migrations.AddIndex(
            "word",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("sound"), "gin_trgm_ops"),
                fastupdate=False,
                name="search_word_sound_trigrams",
            ),
        ),
    ]
