import os

from . import database, paths


def main(arguments: list[str]) -> int:
    """A Django command with the demonstration's settings, on its database, whether the demo runs or not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aphp_site.settings.demo")
    with database.available(paths.data_dir()):
        os.chdir(paths.called_from())  # FILE arguments are the caller's
        from django.core.management import execute_from_command_line

        execute_from_command_line(["./run manage", *arguments])
    return 0
