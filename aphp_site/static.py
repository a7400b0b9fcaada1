"""Static files: hashed names, compressed copies, ES modules whose imports are hashed too, and one style sheet."""

import re
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);\n', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def joined(storage: Storage, path: str) -> str:
    """The style sheet with its imports in their places: a browser asks once instead of once a file."""

    def read(name: str) -> str:
        with storage.open(name) as file:
            return file.read().decode()

    folder = path.rpartition("/")[0]
    return COMMENT.sub("", IMPORT.sub(lambda found: read(f"{folder}/{found[1]}"), read(path)))


class StaticStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def post_process(self, paths: dict, dry_run: bool = False, **options) -> Iterator[tuple]:
        if SHEET in paths:
            memory = InMemoryStorage()
            memory.save(SHEET, ContentFile(joined(*paths[SHEET]).encode()))
            paths = paths | {SHEET: (memory, SHEET)}
        yield from super().post_process(paths, dry_run, **options)
