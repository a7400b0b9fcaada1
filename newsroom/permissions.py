"""What a person may do to a page: the only place that knows a hospital correspondent's reach.

Press officers and their chiefs have their rights from their group's page permissions, as Wagtail gives them.
All releases share one parent, so a correspondent's rights cannot hang on the tree alone. They are, and no
group permission widens them:

- their hospitals' pages and what is below (the press office): write, and add below;
- the press room: add a release;
- a release whose lead hospital is theirs, or a draft of their own that names no hospital yet: write.

Explorer, choosers, search, reports and every view of a page ask this policy or the tester below.
"""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, QuerySet, Subquery
from wagtail.models import PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from . import roles, visibility

WRITES_FOR_HOSPITALS = "newsroom.write_for_hospitals"
BELOW_HOSPITAL = {"add", "change"}
IN_PRESS_ROOM = {"add"}
ON_RELEASE = {"change"}


@dataclass(frozen=True, eq=False)
class Grant:
    """Stands for a group's page permission, for one person: Wagtail reads `page` and `permission`."""

    page: object
    permission: Permission

    @property
    def page_id(self) -> int:
        return self.page.pk


class Reach:
    """A correspondent's pages. Kept on the user, that is for one request."""

    def __init__(self, user) -> None:
        from .models import BilingualPage, HospitalPage, NewsroomIndexPage

        self.user = user
        hospitals = HospitalPage.objects.filter(correspondents__user=user).values("pk")
        self.hospitals = list(BilingualPage.objects.filter(pk__in=hospitals).order_by("path"))
        self.press_rooms = list(
            BilingualPage.objects.filter(pk__in=NewsroomIndexPage.objects.values("pk"))
            if self.hospitals
            else []
        )

    def releases(self) -> QuerySet:
        from .models import PressReleasePage, ReleaseHospital

        links = ReleaseHospital.objects.filter(release=OuterRef("pk")).order_by("sort_order", "pk")
        led = PressReleasePage.objects.alias(lead=Subquery(links.values("hospital")[:1]))
        own_draft = Q(lead=None, live=False, owner=self.user)
        return led.filter(Q(lead__in=[page.pk for page in self.hospitals]) | own_draft)

    @cached_property
    def release_ids(self) -> frozenset[int]:
        return frozenset(self.releases().values_list("pk", flat=True))

    def actions_on(self, page) -> set[str]:
        if any(page.path.startswith(hospital.path) for hospital in self.hospitals):
            return BELOW_HOSPITAL
        if page.pk in {room.pk for room in self.press_rooms}:
            return IN_PRESS_ROOM
        return ON_RELEASE if self.leads(page) else set()

    def leads(self, page) -> bool:
        from .models import PressReleasePage

        if page.content_type_id != ContentType.objects.get_for_model(PressReleasePage).pk:
            return False
        # The set was read early in the request: a release made since is asked for by itself.
        return page.pk in self.release_ids or self.releases().filter(pk=page.pk).exists()

    def allows(self, actions: set[str]) -> Q:
        """Condition on pages: at least one of these actions is allowed."""
        condition = Q(pk__in=())
        if actions & BELOW_HOSPITAL:
            for hospital in self.hospitals:
                condition |= Q(path__startswith=hospital.path)
        if actions & IN_PRESS_ROOM:
            condition |= Q(pk__in=[page.pk for page in self.press_rooms])
        if actions & ON_RELEASE:
            condition |= Q(pk__in=self.releases().values("pk"))
        return condition

    def grants(self) -> list[Grant]:
        from .models import BilingualPage

        meta = BilingualPage._meta
        found = Permission.objects.filter(
            content_type__app_label=meta.app_label,
            codename__in=[f"{action}_{meta.model_name}" for action in BELOW_HOSPITAL | IN_PRESS_ROOM],
        )
        permissions = {row.codename.rsplit("_", maxsplit=1)[0]: row for row in found}
        below = [
            Grant(page, permissions[action]) for page in self.hospitals for action in sorted(BELOW_HOSPITAL)
        ]
        return below + [
            Grant(page, permissions[action]) for page in self.press_rooms for action in IN_PRESS_ROOM
        ]


def reach_of(user) -> Reach | None:
    """None for those whose rights come from their group alone."""
    if not user.is_active or user.is_superuser or not user.has_perm(WRITES_FOR_HOSPITALS):
        return None
    if not hasattr(user, "_newsroom_reach"):
        user._newsroom_reach = Reach(user)
    return user._newsroom_reach


def may_lead(user, hospital) -> bool:
    """Whether this person may make it the lead hospital: with another, they would lose the release."""
    reach = reach_of(user)
    return reach is None or hospital.pk in {own.pk for own in reach.hospitals}


class NewsroomPermissionPolicy(PagePermissionPolicy):
    def get_all_permissions_for_user(self, user):
        if (reach := reach_of(user)) is None:
            return super().get_all_permissions_for_user(user)
        return reach.grants()

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        if (reach := reach_of(user)) is None:
            return super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(set(actions) & reach.actions_on(instance))

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        if (reach := reach_of(user)) is None:
            return super().instances_user_has_any_permission_for(user, actions)
        return self.model._default_manager.filter(reach.allows(set(actions)))

    def explorable_instances(self, user) -> QuerySet:
        """With the pages above, so that one can walk down to them."""
        if (reach := reach_of(user)) is None:
            return super().explorable_instances(user)
        pages = [*reach.hospitals, *reach.press_rooms]
        if not pages:
            return self.model._default_manager.none()
        top = self.model.base_page_model.objects.first_common_ancestor_of(pages, include_self=True).path
        steps = self.model.steplen
        above = {page.path[:end] for page in pages for end in range(len(top), len(page.path) + 1, steps)}
        reachable = reach.allows(BELOW_HOSPITAL | IN_PRESS_ROOM | ON_RELEASE)
        return self.model._default_manager.filter(reachable | Q(path__in=above))


class NewsroomPermissionTester(PagePermissionTester):
    def __init__(self, user, page) -> None:
        super().__init__(user, page)
        if (reach := reach_of(user)) is not None:
            self.permissions = reach.actions_on(page)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        is_simple = self.user.is_active and not self.user.is_superuser and self.page.is_leaf()
        if is_simple and not self.page_is_root and "change" in self.permissions:
            # Wagtail's answer, without its query for the pages below: lists ask it of every row.
            is_public = self.page.live or visibility.has_lifted(self.page)
            return "publish" in self.permissions or not is_public
        return super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Also what the clock has made public and no publisher has made durable yet."""
        has_lifted = visibility.has_lifted(self.page)
        return super().can_unpublish() or (has_lifted and self.can_publish() and not self.page_locked())

    def can_unschedule(self) -> bool:
        """What readers see is withdrawn, in so many words; its hour can't be taken away behind their backs."""
        return super().can_unschedule() and not visibility.has_lifted(self.page)


def may_choose(user, pages: QuerySet) -> QuerySet:
    """Pages that may be named in a text or as a link: for a correspondent, public ones and their own."""
    if (reach := reach_of(user)) is None:
        return pages
    from .models import BilingualPage

    # By key: searches take no other condition.
    may = BilingualPage.objects.filter(
        visibility.visible() | reach.allows(BELOW_HOSPITAL | IN_PRESS_ROOM | ON_RELEASE)
    )
    return pages.filter(pk__in=may.values("pk"))


def may_publish(user) -> bool:
    """Whether something that this person does can make a page public: anywhere, by hand or by approval."""
    from .models import BilingualPage

    return policy_registry.get_by_type(BilingualPage).user_has_any_permission(user, {"publish"})


def leads_the_office(user) -> bool:
    """Chief press officers and administrators."""
    is_chief = user.groups.filter(name=roles.label(roles.CHIEF)).exists()
    return user.is_active and (user.has_perm("auth.change_user") or is_chief)


def may_reset_second_factors(user) -> bool:
    """Of colleagues who are not superusers, unless one is oneself."""
    return leads_the_office(user)


def may_see_alerts(user) -> bool:
    """How many follow what, in numbers: the press office, not the hospitals' correspondents."""
    from .models import BilingualPage

    policy = policy_registry.get_by_type(BilingualPage)
    return reach_of(user) is None and policy.user_has_any_permission(user, {"add", "change", "publish"})


def may_find_subscribers(user) -> bool:
    """An address, to give its owner a copy of what is kept, or to erase it."""
    return leads_the_office(user)


def register() -> None:
    from .models import BilingualPage

    register_permission_policy(BilingualPage, NewsroomPermissionPolicy(BilingualPage))
