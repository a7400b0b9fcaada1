"""Static files as in production: hashed and compressed, made again only when a source has changed."""

import hashlib
from pathlib import Path

from . import paths


def _sources() -> list[Path]:
    from django.contrib.staticfiles.finders import get_finders

    found = []
    for finder in get_finders():
        found += [Path(storage.path(name)) for name, storage in finder.list([])]
    return sorted(found)


def _stamp() -> str:
    digest = hashlib.sha256((paths.ROOT / "requirements.lock").read_bytes())
    for path in _sources():
        stat = path.stat()
        digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect(data_dir: Path) -> None:
    from django.core.management import call_command

    kept = data_dir / "static-stamp"
    stamp = _stamp()
    if kept.exists() and kept.read_text() == stamp:
        return
    kept.unlink(missing_ok=True)  # a collection cut short leaves no stamp
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    kept.write_text(stamp)
