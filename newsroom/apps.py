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
        from .models import PressDocument, PressImage, SocialCard

        register(checks.check_institution, Tags.database)
        clock.connect()
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
        post_delete.connect(post_delete_file_cleanup, sender=SocialCard, dispatch_uid="newsroom.cards")
