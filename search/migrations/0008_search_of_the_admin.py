from django.db import migrations

from search import sql

# What Wagtail's search of whole words asks of its table. No index of its own holds it; each search read the whole table.
_INDEX = "CREATE INDEX search_admin_words ON wagtailsearch_indexentry USING gin ((title || body)) WITH (fastupdate = off)"

# Titles lose their accents as the queries do now: they are found until `rebuild_search` has made them anew.
AS_ASKED = """
UPDATE wagtailsearch_indexentry SET autocomplete = coalesce((
    SELECT array_to_tsvector(array_agg(DISTINCT plain)) FROM unnest(autocomplete), public.search_unaccent(lexeme) plain
    WHERE plain <> ''
), '')
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0007_former_slugs"), ("wagtailsearch", "0010_add_text_fields")]

    operations = [
        migrations.RunSQL(sql.read("admin"), migrations.RunSQL.noop),
        migrations.RunSQL(AS_ASKED, migrations.RunSQL.noop),
        migrations.RunSQL(_INDEX, "DROP INDEX search_admin_words"),
    ]
