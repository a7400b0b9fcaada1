from django.db import migrations

from search import sql

# What Wagtail's search of whole words asks of its table. No index of its own holds it; each search read the whole table.
_INDEX = "CREATE INDEX search_admin_words ON wagtailsearch_indexentry USING gin ((title || body)) WITH (fastupdate = off)"


class Migration(migrations.Migration):
    dependencies = [("search", "0007_former_slugs"), ("wagtailsearch", "0010_add_text_fields")]

    operations = [
        migrations.RunSQL(sql.read("admin"), migrations.RunSQL.noop),
        migrations.RunSQL(_INDEX, "DROP INDEX search_admin_words"),
    ]
