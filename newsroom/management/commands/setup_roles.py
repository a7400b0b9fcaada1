from django.core.management.base import BaseCommand

from newsroom.models import HomePage
from newsroom.roles import ensure_roles
from newsroom.workflow import ensure_workflow


class Command(BaseCommand):
    help = "Makes the groups, their rights and the approval workflow. May be run again at any time."

    def handle(self, *args, **options) -> None:
        groups = ensure_roles()
        for home in HomePage.objects.all():
            ensure_workflow(home)
        self.stdout.write(", ".join(group.name for group in groups.values()))
