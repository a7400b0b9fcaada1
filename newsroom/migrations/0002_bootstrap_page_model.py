from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):
    """The base page stands in for Wagtail's own before Wagtail's first pages are made."""

    dependencies = [
        ("newsroom", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        BootstrapLocaleField("newsroom.BilingualPage"),
        BootstrapTranslationKeyField("newsroom.BilingualPage"),
        BootstrapTranslatableModel("newsroom.BilingualPage"),
    ]
