"""What stands for an address or a network where it must not be read: keyed hashes.

They hang on SECRET_KEY: with another key, suppressed addresses are not recognised any more.
"""

from ipaddress import ip_address, ip_network

from django.utils.crypto import salted_hmac

from .. import clock

PREFIXES = {4: 24, 6: 64}  # what one subscriber of a provider has at least


def normal(email: str) -> str:
    """Two spellings of one address are one address."""
    return email.strip().lower()


def of_address(email: str) -> str:
    return salted_hmac("newsroom.alerts.address", normal(email), algorithm="sha256").hexdigest()


def of_today(email: str) -> str:
    """Cannot be compared with that of another day, nor with what is kept of subscribers."""
    return _of_the_day("address", normal(email))


def of_network(address: str) -> str:
    """`address`: an IP address; the hash is that of its /24 or /64, of today."""
    ip = ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None) or ip
    network = ip_network(f"{mapped}/{PREFIXES[mapped.version]}", strict=False)
    return _of_the_day("network", str(network))


def _of_the_day(kind: str, value: str) -> str:
    salt = f"newsroom.alerts.{kind}.{clock.today()}"
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()
