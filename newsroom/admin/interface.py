"""The admin speaks French to everybody: a profile cannot hold a language that is not offered."""

from wagtail.admin.localization import get_available_admin_languages


def keep_offered_language(sender, instance, **kwargs) -> None:
    if instance.preferred_language not in dict(get_available_admin_languages()):
        instance.preferred_language = ""
