from django.db import migrations
from django.db.models import F


def fill_columns(apps, schema_editor):
    """Wagtail's first migration made the tree's root and a welcome page with the plain columns only."""
    pages = apps.get_model("newsroom", "BilingualPage").objects
    pages.update(title_fr=F("title"), draft_title=F("title"), url_path_en=F("url_path"))


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_finalize_page_model")]

    operations = [migrations.RunPython(fill_columns, migrations.RunPython.noop)]
