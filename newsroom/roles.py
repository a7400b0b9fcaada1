"""The four groups and what each may do.

Made by `ensure_roles()`, which may be called again at any time: the demonstration calls it, and so does the
command `setup_roles` on a new installation. It is not done at migration, because the page permissions hang on
the home page, which is content.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

CHIEF, OFFICER, CORRESPONDENT, ADMINISTRATOR = "chief", "officer", "correspondent", "administrator"

# Names are content: they are French in the database, whatever language is active.
LABELS = {
    OFFICER: "Attachés de presse",
    CHIEF: "Responsables du service de presse",
    CORRESPONDENT: "Correspondants des hôpitaux",
    ADMINISTRATOR: "Administrateurs",
}
PAGES = {
    OFFICER: ["add", "change"],
    CHIEF: ["add", "change", "publish", "lock", "unlock"],
    ADMINISTRATOR: ["add", "change", "publish", "lock", "unlock", "bulk_delete"],
}
FILES = {
    OFFICER: ["add", "change", "choose"],
    CHIEF: ["add", "change", "choose", "delete"],
    CORRESPONDENT: ["add", "choose"],  # what one has added, one may change
    ADMINISTRATOR: ["add", "change", "choose", "delete"],
}
# Wagtail asks for the rights on its own models, whatever models the site uses.
FILE_MODELS = (("wagtailimages", "image"), ("wagtaildocs", "document"))
CHIEFS_RECORDS = (
    "partner boilerplate specialty releasetype hospitalgroup informationbanner institutionsettings problemreport "
    "pressrequest expert"
).split()
DIRECTORY = "service practitioner synonym".split()  # of the search app, which this one does not know
WRITES_RECORDS = {  # by the label of the app that has them
    OFFICER: {"newsroom": ["partner", "pressrequest", "expert"], "search": DIRECTORY},
    CHIEF: {"newsroom": CHIEFS_RECORDS, "search": DIRECTORY},
    ADMINISTRATOR: {"newsroom": CHIEFS_RECORDS, "search": DIRECTORY},
}
WAGTAIL_GROUPS = ("Editors", "Moderators")


def label(role: str) -> str:
    """The name of the role's group."""
    return LABELS[role]


def _permission(codename: str, app_label: str) -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label=app_label)


def _model_permissions(role: str) -> list[Permission]:
    wanted = Q(codename="access_admin", content_type__app_label="wagtailadmin")
    for app_label, models in WRITES_RECORDS.get(role, {}).items():
        codenames = [f"{action}_{model}" for model in models for action in ("view", "add", "change")]
        wanted |= Q(codename__in=codenames, content_type__app_label=app_label)
    if role == CORRESPONDENT:
        wanted |= Q(codename="write_for_hospitals", content_type__app_label="newsroom")
    if role == ADMINISTRATOR:
        apps = ("auth", "newsroom", "search", "wagtailredirects", "wagtailcore", "wagtailusers")
        wanted |= Q(content_type__app_label__in=apps) & ~Q(codename="write_for_hospitals")
    return list(Permission.objects.filter(wanted))


def _page_permissions(group: Group, role: str) -> None:
    from .models import BilingualPage, HomePage

    top = BilingualPage.objects.filter(pk__in=HomePage.objects.values("pk")).first()
    top = top or BilingualPage.objects.get(depth=1)
    page = BilingualPage._meta
    wanted = [_permission(f"{action}_{page.model_name}", page.app_label) for action in PAGES.get(role, ())]
    GroupPagePermission.objects.filter(group=group).exclude(page=top, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=top, permission=permission)


def _file_permissions(group: Group, role: str) -> None:
    root = Collection.get_first_root_node()
    for app_label, model in FILE_MODELS:
        for action in FILES[role]:
            permission = _permission(f"{action}_{model}", app_label)
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


@transaction.atomic
def ensure_roles() -> dict[str, Group]:
    """{role: its group}. Rights taken away from a group by hand come back; rights given by hand stay."""
    groups = {}
    for role, name in LABELS.items():
        groups[role], _created = Group.objects.get_or_create(name=name)
        groups[role].permissions.add(*_model_permissions(role))
        _page_permissions(groups[role], role)
        _file_permissions(groups[role], role)
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user=None).delete()
    return groups


def give(user, role: str) -> None:
    """The person has this role and no other."""
    user.groups.set([Group.objects.get(name=label(role))])
    user.is_superuser = role == ADMINISTRATOR
    user.save(update_fields=["is_superuser"])


def role_of(user) -> str | None:
    names = {group.name for group in user.groups.all()}
    return next((role for role, name in LABELS.items() if name in names), None)


def people(role: str) -> QuerySet:
    """Colleagues who have that role and an open account."""
    return get_user_model().objects.filter(groups__name=label(role), is_active=True).order_by("pk")


def assign_hospitals(user, hospitals: list) -> None:
    """The hospitals that a correspondent writes for; replaces those before."""
    from .models import Correspondent

    correspondent, _created = Correspondent.objects.get_or_create(user=user)
    correspondent.hospitals.set(hospitals)
