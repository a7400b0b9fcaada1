from datetime import datetime

from django.utils.translation import gettext as wagtail_text  # strings of Wagtail's own catalogue

from .. import visibility


class StateByTheClock:
    """What the admin and the site map say of a page's state: what readers see, made durable or not."""

    @property
    def is_out(self) -> bool:
        return visibility.is_out(self)

    @property
    def approved_schedule(self) -> bool:
        """Something waits for its hour. What its hour has made public waits for nothing and is not locked."""
        return super().approved_schedule and not visibility.has_lifted(self)

    @property
    def status_string(self) -> str:
        if self.live and not self.is_out:
            return wagtail_text("expired")
        return wagtail_text("live") if visibility.has_lifted(self) else super().status_string

    @property
    def changed_at(self) -> datetime | None:
        """When what readers see of it last changed: by its hour, whenever the publisher came by."""
        hour = self.go_live_at if visibility.is_due(self.go_live_at) else None
        return max(filter(None, [self.last_published_at, hour]), default=None)
