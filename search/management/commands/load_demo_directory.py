import time

from django.core.management.base import BaseCommand
from django.db import transaction

from newsroom.roles import ensure_roles
from search import demo
from search.models import Practitioner, Service


class Command(BaseCommand):
    help = "Fills an empty directory with the demonstration's; does nothing to one that has records."

    def handle(self, *args, **options) -> None:
        if Service.objects.exists() or Practitioner.objects.exists():
            self.stdout.write("The directory has records: nothing to load.")
            return
        began = time.monotonic()
        with transaction.atomic():
            services, people = demo.load()
            ensure_roles()  # of a demonstration from before: who may write the directory
        self.stdout.write(
            f"  {services} departments, {people} practitioners ({time.monotonic() - began:.1f} s)"
        )
