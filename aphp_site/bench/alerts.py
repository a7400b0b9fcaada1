"""Ten thousand alerts sent to a mail server on loopback that discards them, by one worker and by three.

On a database of its own, removed at the end. The mail server is a process of its own too.
"""

import asyncio
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from aphp_site.entry import database

DELIVERIES = 10_000
WORKERS = (1, 3)
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "aphp_site.settings.production",
    "SECRET_KEY": "of-the-benchmark-alone",
    "ALLOWED_HOSTS": "localhost",
    "BASE_URL": "https://newsroom.example.org",
    "SMTP_HOST": "127.0.0.1",
    "LOG_LEVEL": "WARNING",
}


class Discarding(asyncio.Protocol):
    """Enough of SMTP to be given mails, one after another over a connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport, self.buffer, self.is_data = transport, b"", False
        transport.write(b"220 localhost\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n.\r\n" if self.is_data else b"\r\n")) >= 0:
            line, self.buffer = self.buffer[:end], self.buffer[end + (5 if self.is_data else 2) :]
            self._answer(line[:4].upper())

    def _answer(self, command: bytes) -> None:
        if self.is_data or command != b"DATA":
            self.is_data = False
            self.transport.write(b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n")
        else:
            self.is_data = True
            self.transport.write(b"354 go on\r\n")


def _discard(ready: socket.socket) -> None:
    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(Discarding, sock=ready)
        await server.serve_forever()

    asyncio.run(serve())


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="newsroom-bench-"))
    listening = socket.create_server(("127.0.0.1", 0))
    server = multiprocessing.get_context("fork").Process(target=_discard, args=(listening,), daemon=True)
    server.start()
    os.environ |= SETTINGS | {"DATA_DIR": str(folder), "SMTP_PORT": str(listening.getsockname()[1])}
    try:
        with database.available(folder):
            _measure(server.pid)
    finally:
        server.terminate()
        server.join()
        shutil.rmtree(folder, ignore_errors=True)


def _measure(server: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("create_site", "presse@example.org", verbosity=0)
    release = _release()
    for workers in WORKERS:
        _fill(release)
        _drain(workers, server)


def _release():
    from newsroom.languages import writes_in_reference
    from newsroom.models import NewsroomIndexPage, OutboxEntry, PressReleasePage, ReleaseType

    @writes_in_reference
    def make() -> PressReleasePage:
        text = "Une équipe publie les résultats d’un essai mené dans douze hôpitaux. " * 4
        page = PressReleasePage(
            title_fr="Une mesure de la vitesse des alertes",
            slug="mesure",
            summary_fr=text[:500],
            body_fr=[("text", f"<p>{text}</p>")] * 8,
            release_type=ReleaseType.objects.first(),
            live=False,
        )
        NewsroomIndexPage.objects.get().add_child(instance=page)
        page.save_revision().publish()
        return page

    page = make()
    OutboxEntry.objects.all().delete()
    return page


def _fill(release) -> None:
    """As a fan-out does: subscribers of twenty-eight filters."""
    from newsroom import clock
    from newsroom.alerts import hashes
    from newsroom.models import AlertDelivery, AlertSubscription

    AlertSubscription.objects.all().delete()
    now = clock.now()
    addresses = [f"reader{number}@example.org" for number in range(DELIVERIES)]
    subscriptions = AlertSubscription.objects.bulk_create(
        AlertSubscription(
            email=address,
            address_hash=hashes.of_address(address),
            query=f"from=2020-01-{1 + number % 28:02}",
            state=AlertSubscription.State.ACTIVE,
            confirmed_at=now,
            used_at=now,
        )
        for number, address in enumerate(addresses)
    )
    AlertDelivery.objects.bulk_create(
        AlertDelivery(subscription=one, release=release, version=release.version, due_at=now)
        for one in subscriptions
    )


def _drain(workers: int, server: int) -> None:
    from newsroom.models import AlertDelivery

    before, began = _cpu(server), time.monotonic()
    command = [sys.executable, "-m", "django", "deliver_outbox"]
    children = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _number in range(workers)]
    usage = _watch(children)
    seconds = time.monotonic() - began
    sent = AlertDelivery.objects.filter(state=AlertDelivery.State.SENT).count()
    print(
        f"{workers} worker{'s' if workers > 1 else ''}: {sent} of {DELIVERIES} sent in {seconds:.1f} s, "
        f"{sent / seconds:.0f} a second; CPU of the workers {usage:.1f} s "
        f"({1000 * usage / max(sent, 1):.1f} ms a mail), of the mail server {_cpu(server) - before:.1f} s",
        flush=True,
    )


def _watch(children: list[subprocess.Popen]) -> float:
    """CPU seconds of the children, read until each has ended."""
    used = dict.fromkeys((child.pid for child in children), 0.0)
    while any(child.poll() is None for child in children):
        for pid in used:
            used[pid] = max(used[pid], _cpu(pid))
        time.sleep(0.05)
    return sum(used.values())


def _cpu(pid: int) -> float:
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system
