"""Who gets in, and how: django-allauth, its throttling, second factors and the hospital's own directory (OIDC)."""

from urllib.parse import urlsplit

from environs import FileAwareEnv

env = FileAwareEnv()

LOGIN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# Those who may publish or manage accounts need a second factor. Only the demonstration on loopback and the
# tests say False here; `check --deploy` refuses it.
SECOND_FACTOR_REQUIRED = True

ACCOUNT_ADAPTER = "aphp_site.login.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]  # asked by a check; sign-up is closed
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account is made by a colleague, who knows the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # one is told of a new password and of second factors added or removed
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # into the second factor, never past it
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # the cookie ends with the browser, the session after eight hours
# Somebody logged in without access to the admin would be sent round in a circle.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

MFA_ADAPTER = "aphp_site.login.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a telephone's clock half a minute off is no attack
MFA_RECOVERY_CODES_SHOW_ONCE = True

SOCIALACCOUNT_ADAPTER = "aphp_site.login.adapters.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
OIDC_SERVER = env.str("OIDC_SERVER", "")
OIDC_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER))] if OIDC_SERVER else []
SOCIALACCOUNT_PROVIDERS: dict = {}
if OIDC_SERVER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "EMAIL_AUTHENTICATION": True,  # an invited colleague is known by the address, if the server vouches for it
        "EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "VERIFIED_EMAIL": env.bool("OIDC_EMAILS_ARE_VERIFIED", False),
        "APPS": [
            {
                "provider_id": "directory",
                "name": env.str("OIDC_NAME", "AP-HP"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER},
            }
        ],
    }

# Counters of attempts and codes already used are shared by all processes, in the database; the rest of the
# cache is each process's own, so that public pages ask the database nothing for it.
CACHES = {
    "default": {"BACKEND": "aphp_site.login.attempts.OwnCacheSharedAttempts"},
    "attempts": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "login_attempts",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # culled counters would be attempts forgiven
    },
}
