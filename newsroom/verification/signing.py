"""The proof that outlives a page: a statement about one version in one language, signed with Ed25519 (RFC 8032).

The private key is SIGNING_KEY; public keys, those of former private ones with them, are given as JWK (RFC 8037) under
their thumbprint (RFC 7638). Without a key there are statements and no signatures.
"""

import base64
import hashlib
import json
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from newsroom.paris import to_paris

from .versions import Version

SIZE = 32  # bytes of either key


class BadKey(ValueError):
    """Not the base64 of 32 bytes."""


def statement(version: Version) -> dict[str, object]:
    return {
        "identifier": str(version.release.translation_key),
        "reference": version.release.reference or "",
        "version": version.number,
        "language": version.language,
        "published_at": to_paris(version.published_at).isoformat(),
        "sha256": version.sha256,
    }


def canonical(value: dict[str, object]) -> bytes:
    """The bytes that are signed: keys in their order, no space, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def signature(value: dict[str, object]) -> str:
    """Base64; empty without a key."""
    key = _private_key(settings.SIGNING_KEY)
    return base64.b64encode(key.sign(canonical(value))).decode() if key else ""


def key_id() -> str:
    key = _private_key(settings.SIGNING_KEY)
    return _jwk(_bytes_of(key))["kid"] if key else ""


def public_keys() -> list[dict[str, str]]:
    """The one in use first."""
    key = _private_key(settings.SIGNING_KEY)
    own = [_bytes_of(key)] if key else []
    return [_jwk(raw) for raw in dict.fromkeys([*own, *map(raw_key, settings.FORMER_SIGNING_KEYS)])]


def raw_key(text: str) -> bytes:
    """Raises BadKey."""
    try:
        raw = base64.b64decode(text, altchars=b"-_" if set(text) & set("-_") else None, validate=True)
    except ValueError as error:
        raise BadKey(str(error)) from error
    if len(raw) != SIZE:
        raise BadKey(f"{len(raw)} bytes")
    return raw


def made_key() -> tuple[str, str]:
    """A new pair, in base64: private, public."""
    key = Ed25519PrivateKey.generate()
    return base64.b64encode(key.private_bytes_raw()).decode(), base64.b64encode(_bytes_of(key)).decode()


@cache
def _private_key(text: str) -> Ed25519PrivateKey | None:
    return Ed25519PrivateKey.from_private_bytes(raw_key(text)) if text else None


def _bytes_of(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _jwk(raw: bytes) -> dict[str, str]:
    own = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}
    thumbprint = _base64url(hashlib.sha256(canonical(own)).digest())
    return own | {"kid": thumbprint, "alg": "EdDSA", "use": "sig"}


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
