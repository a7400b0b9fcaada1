"""Ten thousand new releases through the import, in a transaction that is taken back."""

import json
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from aphp_site.entry import database, paths

LINES = 10_000


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aphp_site.settings.demo")
    with database.available(paths.data_dir()):
        import django

        django.setup()
        from newsroom.imports.releases import Importer

        before = megabytes()
        began = time.monotonic()
        report = Importer(Path("."), dry_run=True).run(_lines())
        seconds = time.monotonic() - began
    print(f"{report.added} releases in {seconds:.1f} s: {report.added / seconds:.0f} a second")
    print(f"memory: {before} MB before, {megabytes()} MB at its highest")


def megabytes() -> int:
    """The highest so far of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _lines() -> Iterator[str]:
    text = "".join(f"<p>Un paragraphe de communiqué, numéro {number}.</p>" for number in range(12))
    for number in range(LINES):
        yield json.dumps(
            {
                "external_id": f"bench-{number}",
                "type": "communique",
                "published_at": f"20{10 + number % 15}-0{1 + number % 9}-11T10:30:00+02:00",
                "hospitals": ["cochin"],
                "title_fr": f"Communiqué de mesure {number}",
                "title_en": f"Benchmark release {number}",
                "summary_fr": "Un résumé.",
                "body_fr_html": f"<h2>Intertitre</h2>{text}",
                "body_en_html": f"<h2>Heading</h2>{text}",
                "old_urls": [f"/contenu/mesure-{number}"],
            }
        )
