"""Production settings with named exceptions, for `./run demo` on the loopback interface only."""

import base64
import secrets

from .base import *


def _kept(name: str, made: str) -> str:
    """Made once per DATA_DIR, so that a restart logs nobody out and signatures stay true."""
    path = DATA_DIR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made)
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = SECRET_KEY or _kept("secret-key", secrets.token_urlsafe(50))
SIGNING_KEY = SIGNING_KEY or _kept("signing-key", base64.b64encode(secrets.token_bytes(32)).decode())
HOST = env.str("HOST", "127.0.0.1")
ON_LOOPBACK = HOST in {"127.0.0.1", "localhost", "::1"}

DEMONSTRATION = True  # the footer says that people and releases are invented

if ON_LOOPBACK:
    # The exceptions: plain HTTP (no HSTS, no redirect, plain cookie names, passkeys without TLS), mail kept as
    # files, and a second factor that is offered and not required.
    SECOND_FACTOR_REQUIRED = False
    MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(DATA_DIR / "mail")},
        }
    }
else:
    from .production import *
