from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from wagtail.users.models import UserProfile

        from . import checks, clock, instants, permissions, workflow
        from .admin.interface import keep_offered_language

        register(checks.check_institution, Tags.database)
        clock.connect()
        instants.register()
        permissions.register()
        workflow.connect()
        pre_save.connect(keep_offered_language, sender=UserProfile, dispatch_uid="newsroom.interface")
