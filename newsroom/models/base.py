from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import AbstractPage, DefaultBasePageMixin, ReferenceIndex, Revision
from wagtail.models.pages import AbstractPageMeta, PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from .. import (
    addresses,
    approval,
    clock,
    english,
    languages,
    origin,
    redirects,
    signals,
    visibility,
    withdrawals,
)
from ..forms import CopyAsDraftForm
from ..languages import TRANSLATION, writes_in_reference
from .shown import ShownInTwoLanguages
from .state import StateByTheClock

BilingualPageManager = PageManager.from_queryset(visibility.VisibleQuerySet)


def _without_title(fields: list) -> list:
    """The bare `title` depends on the language active when saving: title_fr and title_en are indexed instead."""
    return [field for field in fields if getattr(field, "field_name", "") != "title"]


class BilingualPage(ShownInTwoLanguages, StateByTheClock, AbstractPage, DefaultBasePageMixin):
    """One tree, one row per page: French is the reference, English is carried by the same row.

    `slug` and `url_path` are French; `slug_en` and `url_path_en` are our own columns, not registered with
    django-modeltranslation, so that everything in Wagtail that reads a slug reads the same one always.
    """

    slug_en = models.SlugField(
        gettext_lazy("slug (EN)"),
        max_length=255,
        null=True,
        blank=True,
        help_text=gettext_lazy(
            "The end of the page's English address. Public only once the English version is."
        ),
    )
    url_path_en = models.TextField(null=True, blank=True, editable=False)
    english_ready = models.BooleanField(
        gettext_lazy("English version may be published"),
        default=False,
        db_index=True,
        help_text=gettext_lazy(
            "Ticked: English readers see the English text as soon as the page is public. "
            "Not ticked: they see the French text and a line that says so."
        ),
    )
    english_go_live_at = models.DateTimeField(
        gettext_lazy("English version: not before"),
        null=True,
        blank=True,
        help_text=gettext_lazy(
            "Paris time. Leave empty to publish both languages together; "
            "before that time nobody outside the press office can see the English text."
        ),
    )
    english_source_hash = models.CharField(max_length=64, blank=True, editable=False)
    english_outdated = models.BooleanField(default=False, editable=False, db_index=True)

    objects = BilingualPageManager()

    copy_form_class = CopyAsDraftForm
    english_required: tuple[str, ...] = ("title",)  # page types extend it
    exclude_fields_in_copy = ["slug_en", "url_path_en", "english_ready", "english_go_live_at"]

    search_auto_update = (
        False  # the index follows `content_written`: Wagtail's signal comes too early, or not at all
    )
    search_fields = [
        *_without_title(AbstractPage.search_fields),
        *DefaultBasePageMixin.search_fields,
        index.SearchField("title_fr", boost=2),
        index.SearchField("title_en", boost=2),
        index.AutocompleteField("title_fr"),
        index.AutocompleteField("title_en"),
        index.FilterField("english_ready"),
        index.FilterField("english_outdated"),
        index.FilterField("english_go_live_at"),
    ]

    class Meta(AbstractPageMeta):
        indexes = [
            models.Index(fields=["slug_en"], name="bilingualpage_slug_en"),
            models.Index(fields=["url_path"], name="bilingualpage_url_path"),
            models.Index(fields=["url_path_en"], name="bilingualpage_url_path_en"),
            models.Index(
                fields=["numchild"], name="bilingualpage_containers", condition=models.Q(numchild__gt=0)
            ),
            # The publisher asks for them every few seconds; few pages have either.
            models.Index(
                fields=["expire_at"],
                name="bilingualpage_expiry",
                condition=models.Q(("expire_at__isnull", False)),
            ),
            models.Index(
                fields=["english_go_live_at"],
                name="bilingualpage_english_hour",
                condition=models.Q(("english_go_live_at__isnull", False)),
            ),
            # The site's root and its sections: header and footer name them on every page.
            models.Index(
                fields=["depth"], name="bilingualpage_sections", condition=models.Q(("depth__lte", 3))
            ),
            # A search asks which pages it must not find.
            models.Index(fields=["id"], name="bilingualpage_not_live", condition=models.Q(("live", False))),
        ]

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet:
        """Nobody looks for the root of the tree; the migration that makes it writes no row of the index."""
        return super().get_indexed_objects().exclude(depth=1)

    # Writes: always with the reference language active -------------------------------------------------

    minimal_clean = writes_in_reference(AbstractPage.minimal_clean)
    create_alias = writes_in_reference(AbstractPage.create_alias)
    delete = writes_in_reference(AbstractPage.delete)

    @writes_in_reference
    def copy(self, *args, **kwargs):
        """A copy begins as a draft: only a publication gives a date, a number, and what follows from it."""
        return super().copy(*args, **kwargs | {"keep_live": False})

    @writes_in_reference
    def full_clean(self, *args, **kwargs) -> None:
        super().full_clean(*args, **kwargs)

    @writes_in_reference
    def move(self, *args, **kwargs):
        with approval.publishing():  # a move writes back the row as it is, under its new address
            return super().move(*args, **kwargs)

    @writes_in_reference
    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        if overwrite_revision is not None and overwrite_revision.approved_go_live_at is not None:
            overwrite_revision = None  # what was approved is never overwritten: the save is a new revision
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    @writes_in_reference
    def publish(self, revision, *args, **kwargs):
        """Publishes or schedules; the last guard for scripts, schedules and workflows alike."""
        with transaction.atomic(), approval.publishing():
            clock.renew()
            is_stale = approval.lock(self)
            if is_stale:
                withdrawals.refuse_publication(self)
            if approval.make_durable(self, unless=revision) or is_stale:
                revision = Revision.objects.get(pk=revision.pk)  # its cached page is not the row any more
            approval.prepare(self, revision)
            result = super().publish(revision, *args, **kwargs)
            approval.after_publication(type(self)._base_manager.get(pk=self.pk))
        return result

    @writes_in_reference
    @transaction.atomic
    def unpublish(self, *args, **kwargs):
        if approval.lock(self) or (not self.live and approval.make_durable(self)):
            self.refresh_from_db()
        if self.live:
            self.before_unpublication()
        with approval.publishing():  # the row is that of a public page, whatever change of it is approved
            return super().unpublish(*args, **kwargs)

    @writes_in_reference
    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.live_revision_id = self.live_revision_id  # of the page, not of one of its drafts
        page.last_published_at = self.last_published_at
        if self.alias_of_id:  # an alias keeps its own slugs
            page.slug_en = self.slug_en
            page.set_url_path(page.get_parent())
        return page

    @writes_in_reference
    @transaction.atomic
    def save(self, *args, **kwargs):
        asked = kwargs.get("update_fields")
        if approval.keeps_approved_row(self):
            kwargs |= {"update_fields": approval.allowed_update_fields(self, asked), "clean": False}
            return super().save(*args, **kwargs)
        result = self._save_row(asked, *args, **kwargs)
        if asked is None and type(self) is not self.base_page_model:
            # Wagtail's own signal comes before the rows edited with the page are written, and not for removed ones.
            ReferenceIndex.create_or_update_for_object(self)
        if asked is None or not approval.OBJECT_FIELDS.issuperset(asked):
            signals.content_written.send(type(self), page_ids=[self.pk])
        return result

    def _save_row(self, asked: list[str] | None, *args, **kwargs):
        if self.pk is None or (asked is not None and not {"slug", "slug_en", "url_path"} & set(asked)):
            return super().save(*args, **kwargs)
        if asked is not None:
            kwargs["update_fields"] = list({*asked, "url_path", "url_path_en"})
        return self._save_with_address(*args, **kwargs)

    def _save_with_address(self, *args, **kwargs):
        """A save that may move the page: paths below it follow, and public old addresses become redirects."""
        old = self.base_page_model.objects.get(pk=self.pk)
        self.set_url_path(self.get_parent())
        container_before = addresses.english_container_path(old)
        moved = (old.url_path, old.url_path_en, old.slug_en) != (
            self.url_path,
            self.url_path_en,
            self.slug_en,
        )
        before = redirects.public_addresses(old) if moved else {}
        result = super().save(*args, **kwargs)
        container_after = addresses.english_container_path(self)
        if self.numchild and container_before != container_after:
            addresses.move_descendants(self, "url_path_en", container_before, container_after)
        if before:
            redirects.leave_redirects(self, before, redirects.public_addresses(self))
        return result

    def clean(self) -> None:
        super().clean()
        addresses.refuse_reserved(self.slug, "slug")
        addresses.refuse_reserved(self.slug_en, "slug_en")

    def _set_core_field_defaults(self) -> None:
        super()._set_core_field_defaults()
        self.slug_en = self.slug_en or None
        if self.path or getattr(self, "_cached_parent_obj", None):
            self._complete_english_slug()
        self.english_outdated = self.english_ready and english.is_outdated(self)

    def _complete_english_slug(self) -> None:
        """From the English title where it is empty; numbered for a new page (a copy) whose slug is taken."""
        parent = self.get_parent()
        if parent is None:
            return
        base = self.slug_en or slugify(self.title_en or "")
        if base and (self.pk is None or not self.slug_en):
            self.slug_en = addresses.numbered(base, parent, self)

    @staticmethod
    def _slug_is_available(slug, parent_page, page=None) -> bool:
        return addresses.is_slug_free(slug, parent_page, page)

    def _check_slug_is_unique(self) -> None:
        super()._check_slug_is_unique()
        if self.slug_en and not addresses.is_english_slug_free(self.slug_en, self.get_parent(), self):
            raise ValidationError({"slug_en": _("Another page here already has this English slug.")})

    # Addresses ---------------------------------------------------------------------------------------------

    def set_url_path(self, parent):
        self.url_path_en = addresses.english_path(self, parent)
        return super().set_url_path(parent)

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        from ..routing import route_for_request

        return route_for_request(request, path)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        from ..routing import route_below

        if (result := route_below(self, path_components)) is None:
            raise Http404
        return result

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None:
            return parts
        site_id, _root_url, path = parts
        if languages.active() != TRANSLATION or not self.url_path_en:
            return site_id, origin.root_url(), path
        root = next(
            site.root_path for site in self._get_relevant_site_root_paths(request) if site.site_id == site_id
        )
        path = addresses.public_english_path(self).removeprefix(root)
        return site_id, origin.root_url(), reverse("wagtail_serve", args=(path,))

    def url_in(self, language: str, request=None, full: bool = False) -> str:
        with translation.override(language):
            return self.get_full_url(request) if full else self.get_url(request)

    def permissions_for_user(self, user):
        from ..permissions import NewsroomPermissionTester

        return NewsroomPermissionTester(user, self)

    def prepare_publication(self) -> dict[str, object]:
        """Called on the approved content just before it is written: {field: value} to change in it."""
        return {"english_ready": False} if english.errors(self) else {}

    def after_publication(self) -> None:
        """Called on the row, in the same transaction, once it is durable as public."""

    def before_change(self) -> None:
        """Called in the same transaction, on a public page whose row is about to get another approved content."""

    def before_unpublication(self) -> None:
        """Called in the same transaction, while the page still has its public addresses."""

    def after_scheduling(self) -> None:
        """Called on the row, in the same transaction, once it is approved for an hour."""
