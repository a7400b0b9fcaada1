from django.core.management.base import BaseCommand, CommandParser

from newsroom.roles import ensure_roles
from newsroom.starter import tree
from newsroom.workflow import ensure_workflow


class Command(BaseCommand):
    help = (
        "Makes what a new installation needs: home page, press room, hospitals page, press office, legal pages, "
        "release types, groups and the approval workflow. What exists is left as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("press_email", help="where journalists write to the press office")

    def handle(self, *args, **options) -> None:
        starter = tree.ensure()
        tree.ensure_institution()
        tree.ensure_office(starter.home, options["press_email"])
        for title in tree.ensure_standard_pages(starter.home):
            self.stdout.write(f"  {title}")
        ensure_roles()
        ensure_workflow(starter.home)
        self.stdout.write("The site is ready: fill in Settings › The institution, then the press office.")
