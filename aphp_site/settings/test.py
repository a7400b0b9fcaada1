import tempfile

from .base import *

SECRET_KEY = "tests-only"
SIGNING_KEY = "dGVzdHMgb25seSB0ZXN0cyBvbmx5IHRlc3RzIG9ubHk="  # "tests only tests only tests only"
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
WAGTAILADMIN_BASE_URL = "http://localhost"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECOND_FACTOR_REQUIRED = False  # the tests of the log-in ask for it; all others step in through force_login
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    "default": {"BACKEND": "newsroom.storage.GatedStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
_SCRATCH = tempfile.TemporaryDirectory(prefix="newsroom-tests-")  # gone when the process ends
STATIC_ROOT, MEDIA_ROOT = Path(_SCRATCH.name) / "static", Path(_SCRATCH.name) / "media"
STATIC_ROOT.mkdir()
ERROR_PAGES_DIR = TEMPLATES[0]["DIRS"][0] = Path(_SCRATCH.name) / "errors"
DATABASES["default"]["OPTIONS"] = {}
DATABASES.pop("search", None)  # of the tests' databases there is no replica
MAKES_RELEASE_FILES = False  # what is about them asks for it: a PDF takes a second
LOGGING["root"]["level"] = "WARNING"
