from django.db import migrations, models

# Twice what search/asked.py asks for, to the letter.
_INDEX = """CREATE INDEX IF NOT EXISTS search_specialty_words_{0} ON newsroom_specialty USING gin (
    public.search_text('{0}', coalesce(name_{0}, '') || E'\\n' || coalesce(lay_words_{0}, '')))"""

# Two short arrays, counted in every row of a result: beside the row, not out of line with its vectors.
_STORAGE = """
ALTER TABLE search_content ALTER hospital_ids SET STORAGE MAIN, ALTER specialty_ids SET STORAGE MAIN;
UPDATE search_content SET hospital_ids = hospital_ids || '{}'::int[], specialty_ids = specialty_ids || '{}'::int[];
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0024_quick_to_read"), ("search", "0005_directory_rows_without_names")]

    operations = [
        migrations.AddIndex(
            "contentrow",
            models.Index(
                fields=["kind"], name="search_content_pages", condition=models.Q(("kind", "release"), _negated=True)
            ),
        ),
        *(
            migrations.RunSQL(_INDEX.format(language), f"DROP INDEX IF EXISTS search_specialty_words_{language}")
            for language in ("fr", "en")
        ),
        migrations.RunSQL(_STORAGE, migrations.RunSQL.noop),
    ]
