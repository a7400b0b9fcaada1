"""The database's side of the finder: functions and text-search configurations, as text for migrations.

`functions.sql` may be run again: a migration that changes it runs the whole file.
"""

from importlib.resources import files


def read(name: str) -> str:
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
