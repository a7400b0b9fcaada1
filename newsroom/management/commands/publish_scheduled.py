"""Wagtail's name for it: its own command asks this host's clock, and stops at the first page that fails."""

from .publish_due import Command

__all__ = ["Command"]
