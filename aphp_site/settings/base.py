"""What every environment shares. Values that differ come from the environment, read once, here."""

from ipaddress import ip_network
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from environs import FileAwareEnv

from .. import logs
from .login import *

env = FileAwareEnv()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()

SECRET_KEY = env.str("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])

INSTALLED_APPS = [
    "modeltranslation",  # first: its ready() registers the translated fields before any app makes a queryset
    "aphp_site",
    "search",
    "newsroom",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",  # its templates, for FORM_RENDERER
    *LOGIN_APPS,
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # widgets may have their template in templates/

MIDDLEWARE = [
    "aphp_site.middleware.isolate",
    "aphp_site.middleware.store_no_passing_answer",
    "aphp_site.middleware.give_readers_no_cookie",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aphp_site.middleware.CompressTexts",
    "aphp_site.caching.public_cache_headers",
    "aphp_site.middleware.refuse_malformed_requests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "aphp_site.middleware.path_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "aphp_site.login.second_factor.require_second_factor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "aphp_site.middleware.admin_content_security_policy",
    "aphp_site.middleware.staff_files",
    "newsroom.audit.staff_reading",
    "newsroom.admin.refusals.say_what_happened_meanwhile",
    "newsroom.guesses.notice_guesses",
    "newsroom.redirects.redirect_old_addresses",
]

ROOT_URLCONF = "aphp_site.urls"
WSGI_APPLICATION = "aphp_site.wsgi.application"

ERROR_PAGES_DIR = DATA_DIR / "errors"  # 500 and 503 with the press office's telephone: write_error_pages
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ERROR_PAGES_DIR, BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _database(address: dict, **options) -> dict:
    """`options`: beside those that stand in the address (sslmode)."""
    no_other = {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 0}
    return address | no_other | {"OPTIONS": address.get("OPTIONS", {}) | options}


# One database engine everywhere: PostgreSQL. The pool keeps connections; CONN_MAX_AGE must then be 0.
DATABASES = {
    "default": _database(
        env.dj_db_url("DATABASE_URL", "postgres:///aphp"), pool={"min_size": 1, "max_size": 6, "timeout": 10}
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# The languages of the site. Nothing else in code or templates names them: see newsroom/languages.py.
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_LANGUAGES = ("fr", "en")
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField", "RichTextField")
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ()}  # what is not translated says so: no silent fall-back
MODELTRANSLATION_AUTO_POPULATE = False


def _label(name: str, language: str) -> str:
    return f"{name} ({language.upper()})"


MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = _label

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "newsroom.storage.GatedStorage"},
    "staticfiles": {"BACKEND": "aphp_site.static.StaticStorage"},
}
MEDIA_URL = "/images/"
# The nginx location, internal, whose files are MEDIA_ROOT ("/_files/"); without one the application sends them.
FILES_INTERNAL_PREFIX = env.str("FILES_INTERNAL_PREFIX", "")
# PDF of releases, originals of pictures with their captions in them: made by the worker of the outbox.
MAKES_RELEASE_FILES = env.bool("MAKES_RELEASE_FILES", True)
MEDIA_ROOT = DATA_DIR / "media"

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.str("SMTP_HOST", "localhost"),
            "port": env.int("SMTP_PORT", 25),
            "username": env.str("SMTP_USER", ""),
            "password": env.str("SMTP_PASSWORD", ""),
            "use_tls": env.bool("SMTP_TLS", False),
            "timeout": 10,
        },
    }
}
# The edge's inner address ("http://edge") and the token with which its copies are renewed; without one, nothing is.
EDGE_ADDRESS = env.str("EDGE_ADDRESS", "")
EDGE_REFRESH_TOKEN = env.str("EDGE_REFRESH_TOKEN", "")
# The WebSub hub that feeds name and that is told of changes ("https://hub.example/"); without one, none is.
WEBSUB_HUB = env.str("WEBSUB_HUB", "")
# Who is told, besides the chief press officers, that somebody asks for an address that is not public yet.
ALARM_MAIL = env.list("ALARM_MAIL", [])
# Who is told more than one word by /readyz: holders of the token, or addresses that no proxy stands before.
READYZ_TOKEN = env.str("READYZ_TOKEN", "")
READYZ_INNER_NETWORKS = [ip_network(row) for row in env.list("READYZ_INNER_NETWORKS", [])]
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "presse@example.org")

# Wagtail
WAGTAIL_PAGE_MODEL = "newsroom.BilingualPage"
WAGTAIL_SITE_NAME = _("AP-HP newsroom")
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", "http://localhost:8000")
WAGTAIL_I18N_ENABLED = False  # that is the tree-per-language system; ours is one tree
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = False  # wagtail#11338; ours are in newsroom/redirects.py
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # these three would call outside hosts
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = ["Europe/Paris"]
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.PressImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "newsroom.admin.pictures.PressImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "newsroom.PressDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "newsroom.admin.documents.PressDocumentForm"
WAGTAILDOCS_EXTENSIONS = [  # as uploads.DOCUMENTS, which says what each must hold
    *("csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"),
    *("mp4", "webm", "vtt"),  # films and their captions
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.admin.backend"}}  # readers never search there
# A public search that takes longer ends: its page has what the filters leave, with a message.
SEARCH_SECONDS = env.float("SEARCH_SECONDS", 3.0)
WAGTAILEMBEDS_FINDERS: list[dict] = []  # no visitor's browser is sent to a third party
# allauth does these; nobody chooses a password for somebody else.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False

# A streaming replica that public searches read (search/connections.py). Where it does not answer nobody waits for it.
if SEARCH_DATABASE_URL := env.str("SEARCH_DATABASE_URL", ""):
    DATABASES["search"] = _database(
        env.dj_db_url("SEARCH_DATABASE_URL"),
        pool={"name": "search", "min_size": 1, "max_size": 6, "timeout": 0.1, "reconnect_timeout": 0},
        connect_timeout=2,
        tcp_user_timeout=2000,  # ms
        options=f"-c default_transaction_read_only=on -c statement_timeout={int(SEARCH_SECONDS * 1000)} "
        "-c enable_seqscan=off",
    )
    DATABASE_ROUTERS = ["search.connections.Router"]

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
}
# Wagtail's own admin templates still hold inline script and style; nothing else is loosened.
ADMIN_SECURE_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-src": [CSP.SELF],
}
# The pages of the log-in need no inline script; the button of the hospital's directory leads there by a form.
LOGIN_SECURE_CSP = SECURE_CSP | {"form-action": [CSP.SELF, *OIDC_ORIGINS]}
SECURE_CONTENT_TYPE_NOSNIFF = True
# What no page of this site asks of a visitor's device.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
        "hid", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb",
        "xr-spatial-tracking",
    )
)  # fmt: skip
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # the editor previews pages of this site in a frame
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
FORMS_URLFIELD_ASSUME_HTTPS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = logs.configuration(env.str("LOG_LEVEL", "INFO"))
