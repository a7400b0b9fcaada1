"""The database's side of the finder: functions and text-search configurations, as text for migrations.

Each file may be run again: a migration that changes one runs the whole file. `similar.sql` reads a table.
"""

from importlib.resources import files


def read(name: str) -> str:
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
