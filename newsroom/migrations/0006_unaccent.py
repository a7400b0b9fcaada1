from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0005_content")]

    operations = [UnaccentExtension()]
