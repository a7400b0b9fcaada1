"""Every address under /admin/, as the resolver knows them, with something of each kind to put into it."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.urls import URLPattern, get_resolver, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site

from newsroom import clock, roles
from newsroom.embargo.access import invite
from newsroom.models import InstitutionSettings, SoloPublication
from tests import factories

from .press_requests.asking import asked

WORDS = {
    "content_type_app_name": "newsroom", "content_type_model_name": "pressreleasepage",
    "app_label": "newsroom", "app_name": "newsroom", "model_name": "pressreleasepage", "action": "delete",
    "action_name": "approve", "filter_spec": "original", "uidb36": "1", "key": "x", "uidb64": "MQ", "token": "x",
    "revision_id_a": "earliest", "revision_id_b": "latest", "session_id": 0, "uploaded_file_id": 0, "object_id": "0",
}  # fmt: skip


def walk(resolver=None, route: str = "", namespace: str = "", names: tuple = ()) -> Iterator[tuple]:
    """(route, full name, names of its arguments)."""
    for entry in (resolver or get_resolver()).url_patterns:
        here, arguments = route + str(entry.pattern), (*names, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield here, namespace + (entry.name or ""), list(arguments)
        else:
            below = namespace + (f"{entry.namespace}:" if entry.namespace else "")
            yield from walk(entry, here, below, arguments)


def admin() -> dict[str, list[str]]:
    """{name: its arguments}; a name that stands for two addresses is told apart by them."""
    found = {}
    for route, name, arguments in walk():
        if route.startswith("admin/") and name:
            found[" ".join([name, *arguments])] = arguments
    return found


def one_of(model):
    """A record whose content nobody looks at."""
    if (found := model.objects.first()) is None:
        dates = {
            "starts_at": clock.now(),
            "valid_from": clock.now().date(),
            "agreed_until": clock.now().date(),
        }
        blank = {field.name: dates[field.name] for field in model._meta.fields if field.name in dates}
        found = model.objects.bulk_create([model(**blank)])[0]
    return found


class Things:
    """One of everything that an address can name, on one side of a correspondent's reach."""

    def __init__(self, page, hospital, officer: User) -> None:
        self.press_room = page.get_parent().pk
        revision = page.save_revision(user=officer)
        state = page.get_workflow().start(page, officer)
        picture = factories.picture()
        document = factories.document("x.pdf")
        publication = SoloPublication.objects.create(page=page, publisher=officer, reason="x")
        collection = Collection.get_first_root_node().add_child(name=page.title)
        redirect = Redirect.objects.create(old_path=f"/{page.pk}", redirect_link="/")
        task_state = state.current_task_state
        reader = {"name": "x", "outlet": "x", "email": "x@example.org", "language": "fr"}
        access = invite(page, officer, purpose="approval", **reader)
        request = asked(hospital=hospital)
        self.request = request.pk
        self.values = WORDS | {
            "page_id": page.pk, "page_to_move_id": page.pk, "parent_page_id": hospital.pk, "page_pk": page.pk,
            "destination_id": hospital.pk, "revision_id": revision.pk, "task_state_id": task_state.pk,
            "task_id": task_state.task_id, "workflow_state_id": state.pk, "workflow_pk": state.workflow_id,
            "user_id": officer.pk, "publication_id": publication.pk, "collection_id": collection.pk,
            "document_id": document.pk, "doc_id": document.pk, "image_id": picture.pk, "redirect_id": redirect.pk,
            "access_id": access.pk,
        }  # fmt: skip
        self.keys = {
            "wagtailadmin_pages": page.pk, "wagtailadmin_api:pages": page.pk, "wagtailsites": Site.objects.get().pk,
            "wagtailadmin_api:images": picture.pk, "wagtailimages_chooser": picture.pk,
            "wagtailadmin_api:documents": document.pk, "wagtaildocs_chooser": document.pk,
            "wagtailadmin_collections": collection.pk, "wagtailusers_users": officer.pk,
            "wagtailusers_groups": Group.objects.get(name=roles.label(roles.OFFICER)).pk,
            "wagtailadmin_workflows": state.workflow_id,
        }  # fmt: skip

    def address(self, entry: str, arguments: list[str]) -> str:
        name = entry.split(" ")[0]
        space = name.rpartition(":")[0]
        values = {argument: self.values.get(argument) for argument in arguments}
        if space.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")) and "pk" in values:
            values["pk"] = one_of(apps.get_model(*space.rsplit("_", 2)[1:])).pk
        elif space == "wagtailsettings":
            values["model_name"] = "institutionsettings"
            values |= {"pk": InstitutionSettings.load().pk} if "pk" in values else {}
        elif name == "newsroom_press_request":
            values["pk"] = self.request
        elif "pk" in values:
            values["pk"] = self.keys.get(space, 0)
        if name.endswith((":add", ":preview_on_add")) and "parent_page_id" in values:
            values["parent_page_id"] = self.press_room
        if name == "wagtailadmin_api:pages:action":
            values["action_name"] = "publish"
        if name == "wagtail_bulk_action":
            values["model_name"] = "bilingualpage"
            return reverse(name, kwargs=values) + f"?id={self.values['page_id']}"
        return reverse(name, kwargs=values)
