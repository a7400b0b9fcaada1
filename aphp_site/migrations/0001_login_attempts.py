"""The table of the cache `attempts`: made here, so that no installation can forget it."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", "login_attempts", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
