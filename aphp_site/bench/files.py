"""A release's PDF: time and memory of the printer. A press kit of 200 MB through a real granian: how soon it begins, how
much memory the server takes for it.

The kit is read from ten files of 20 MB by the same code as the site's (newsroom/takeaway/archive.py), without the
database that finds them.
"""

import os
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from aphp_site.bench import pages
from aphp_site.entry import database, paths

PORT = 8791
FILES, WEIGHT = 10, 20_000_000
TIMES = 7


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aphp_site.settings.demo")
    with database.available(paths.data_dir()):
        _print_pdf()
    _send_kit()


def _print_pdf() -> None:
    import django

    django.setup()
    from django.db import connections

    from newsroom.models import PressReleasePage
    from newsroom.outputs import serializer
    from newsroom.takeaway import paper, prints

    release = PressReleasePage.objects.visible().exclude(lead_image=None).newest_first().first()
    if release is None:
        raise SystemExit("The database has no release with a picture: run ./run demo once.")
    html = paper.write(serializer.release(release))
    pictures = prints.pictures_of(release, "fr")
    times = []
    with prints.printer() as printer:
        for _time in range(TIMES):
            began = time.perf_counter()
            content = printer.print(html, pictures)
            times.append(time.perf_counter() - began)
        memory = _peak(printer.pid)
    connections.close_all()
    weight = sum(map(len, pictures.values())) / 1000
    print(f"PDF of {len(content) / 1000:.0f} kB, {len(pictures)} picture(s) of {weight:.0f} kB")
    print(
        f"  first, with the start of the printer {times[0]:.2f} s; then {median(times[1:]):.2f} s each (median)"
    )
    print(f"  most memory of the printer (VmHWM) {memory / 1000:.0f} MB")


def _peak(pid: int) -> int:
    """kB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _send_kit() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            Path(folder, f"{number}.bin").write_bytes(os.urandom(WEIGHT))
        server = pages.serve(PORT, "aphp_site.bench.kit_server:application", "empty", KIT_FOLDER=folder)
        try:
            address = f"http://127.0.0.1:{PORT}/"
            urllib.request.urlopen(address + "empty", timeout=5).read()
            before = max(map(_peak, _family(server.pid)))
            first, whole, size = _taken(address)
            after = max(map(_peak, _family(server.pid)))
        finally:
            server.terminate()
            server.wait(10)
    print(
        f"kit of {size / 1e6:.0f} MB through granian: first byte after {first * 1000:.0f} ms, whole after {whole:.1f} s"
    )
    print(f"  most memory of the server {before / 1000:.0f} MB before, {after / 1000:.0f} MB after")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def _taken(address: str) -> tuple[float, float, int]:
    """Seconds to the first byte and to the last one; bytes."""
    began = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as response:
        size = len(response.read(1))
        first = time.perf_counter() - began
        while part := response.read(1 << 20):
            size += len(part)
    return first, time.perf_counter() - began, size
