from django.apps import AppConfig
from django.core.checks import Tags, register


class SiteConfig(AppConfig):
    name = "aphp_site"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from .login import checks, events, second_factor

        register(checks.check_second_factor, Tags.security, deploy=True)
        events.connect()
        authenticator_added.connect(
            second_factor.count_enrolment_as_proof, dispatch_uid="aphp_site.login.second_factor"
        )
