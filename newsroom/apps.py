from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_delete, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from wagtail.images.signal_handlers import post_delete_file_cleanup
        from wagtail.users.models import UserProfile

        from . import checks, clock, gone, instants, permissions, sanitising, signals, workflow
        from .admin.interface import keep_offered_language
        from .alerts import keeping
        from .models import PressDocument, PressImage, ReleaseFile, SocialCard
        from .press_requests import delivery

        register(checks.check_institution, Tags.database)
        register(checks.check_signing_key, Tags.security, deploy=True)
        clock.connect()
        delivery.connect()
        instants.register()
        permissions.register()
        sanitising.connect()
        workflow.connect()
        signals.round_over.connect(keeping.purge_daily, dispatch_uid="newsroom.alerts")
        pre_save.connect(keep_offered_language, sender=UserProfile, dispatch_uid="newsroom.interface")
        for model in (PressImage, PressDocument):
            pre_delete.connect(
                gone.before_deletion, sender=model, dispatch_uid=f"newsroom.gone.{model.__name__}"
            )
        for model in (SocialCard, ReleaseFile):
            post_delete.connect(
                post_delete_file_cleanup, sender=model, dispatch_uid=f"newsroom.made.{model.__name__}"
            )
