import time

from django.core.management.base import BaseCommand
from django.db import transaction

from newsroom import roles
from newsroom.demo import accounts, experts, meetings, pages, press_requests, records, releases, waiting
from newsroom.models import HomePage
from newsroom.roles import ensure_roles
from newsroom.starter import tree
from newsroom.workflow import ensure_workflow


class Command(BaseCommand):
    help = "Fills an empty database with the demonstration; does nothing to one that has a home page."

    def handle(self, *args, **options) -> None:
        if HomePage.objects.exists():
            self.stdout.write("The database has content: nothing to load.")
            return
        began = time.monotonic()
        with transaction.atomic():
            self._load()
        self.stdout.write(f"Demonstration loaded in {time.monotonic() - began:.1f} s.")

    def _load(self) -> None:
        records.load()
        starter = tree.ensure()
        home, newsroom = starter.home, starter.newsroom
        hospitals = pages.load_hospitals(starter.hospitals)
        self.stdout.write(f"  {len(hospitals)} hospitals")
        pages.load_offices(home, hospitals)
        pages.load_standard_pages(home)
        tree.ensure_standard_pages(home)
        self.stdout.write(f"  {experts.load(hospitals)} experts")
        loader = releases.Loader(newsroom, hospitals)
        count = sum(1 for _release in loader.load())
        self.stdout.write(f"  {count} press releases, with their pictures")
        ensure_roles()
        ensure_workflow(home)
        accounts.load(hospitals)
        meetings.load(loader)
        self.stdout.write(f"  {press_requests.load(hospitals)} press requests")
        waiting.load(loader, roles.people(roles.CHIEF).first())
