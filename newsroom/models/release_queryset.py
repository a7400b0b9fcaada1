from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from .. import clock, file_visibility, languages
from ..visibility import VisibleQuerySet


class PressReleaseQuerySet(VisibleQuerySet):
    def newest_first(self) -> "PressReleaseQuerySet":
        return self.order_by("-published_at", "-pk")

    def coming(self) -> "PressReleaseQuerySet":
        """Those with a meeting that is not over, the nearest first; without a known end it lasts three hours."""
        ends = Coalesce("event_ends_at", F("event_starts_at") + timedelta(hours=3))
        return (
            self.alias(event_over_at=ends)
            .filter(event_starts_at__isnull=False, event_over_at__gt=clock.database_now())
            .order_by("event_starts_at")
        )

    def for_hospital(self, hospital) -> "PressReleaseQuerySet":
        return self.filter(hospital_links__hospital=hospital)

    def led_by(self, hospitals) -> "PressReleaseQuerySet":
        """Releases whose lead hospital is one of these."""
        return self.filter(hospital_links__hospital__in=hospitals, hospital_links__sort_order=0)

    def with_withdrawn(self) -> "PressReleaseQuerySet":
        """Each knows whether it is withdrawn."""
        withdrawals = self.model._meta.get_field("withdrawals").related_model.objects
        in_force = withdrawals.filter(release=OuterRef("pk"), ended_at=None)
        return self.annotate(is_withdrawn=Exists(in_force))

    def for_display(self) -> "PressReleaseQuerySet":
        """With its type and picture; `has_…` say which of the rarer relations are worth a query."""
        from ..takeaway import ready

        has = {
            f"has_{name}": Exists(
                self.model._meta.get_field(name).related_model.objects.filter(release=OuterRef("pk"))
            )
            for name in ("partner_links", "contacts", "corrections")
        }
        # A related release that waits for its hour must cost nothing either.
        related = self.model._meta.get_field("related_links").related_model.objects.filter(
            release=OuterRef("pk"), related__in=self.model.objects.visible()
        )
        has["has_related_links"] = Exists(related)
        cards = self.model._meta.get_field("social_cards").related_model.objects
        of_page = cards.filter(page=OuterRef("pk"), language=languages.active())
        shown = of_page.filter(Q(picture=None) | file_visibility.consent_holds("picture__"))
        has["social_card"] = Subquery(shown.order_by(F("picture").asc(nulls_last=True)).values("file")[:1])
        has["ready_files"] = ready.annotation()
        return self.select_related("release_type", "lead_image").annotate(**has)

    def for_links(self) -> "PressReleaseQuerySet":
        """Only what a title with its address needs."""
        return self.only(
            *("title", "title_fr", "title_en", "slug", "slug_en", "url_path", "url_path_en", "depth", "path"),
            *("english_ready", "english_go_live_at", "published_at", "content_type"),
        )

    def without_bodies(self) -> "PressReleaseQuerySet":
        """Lists draw no body: the long columns stay in the database."""
        return self.defer(
            *(f"{name}{suffix}" for name in ("body", "boilerplate") for suffix in ("", "_fr", "_en")),
            *(f"search_description{suffix}" for suffix in ("", "_fr", "_en")),
        )

    def in_one_language(self, language: str) -> "PressReleaseQuerySet":
        """Releases that are public in that language, without the texts of the others."""
        others = [code for code in languages.codes() if code != language]
        return self.defer(*(f"{name}_{code}" for name in ("body", "summary") for code in others))

    def for_cards(self) -> "PressReleaseQuerySet":
        """Only what a list draws, pictures included."""
        return (
            self.without_bodies()
            .select_related("release_type", "lead_image")
            .prefetch_related("lead_image__renditions")
        )
