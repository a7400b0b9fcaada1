"""Every address that lets somebody in, under /admin/: allauth's, by name, and old doors that lead to them.

They are listed one by one: what allauth offers beside (e-mail management, log-in by code) has no address here.
"""

from allauth.account import views
from allauth.urls import build_provider_urlpatterns
from django.conf import settings
from django.urls import include, path, re_path, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.utils.urlpatterns import decorate_urlpatterns


def door(name: str):
    return RedirectView.as_view(pattern_name=name, query_string=True)


account = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
if settings.OIDC_SERVER:
    account += [path("directory/", include("allauth.socialaccount.urls")), *build_provider_urlpatterns()]

urlpatterns = [
    path("account/", include(account)),
    path("login/", door("account_login")),
    re_path(r"^password_reset/", RedirectView.as_view(url=reverse_lazy("account_reset_password"))),
]
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
