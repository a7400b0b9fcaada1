"""nginx before the application, as `deploy/nginx/` has it: its configuration filled in, and one process of it.

Tests and the whole stack on one machine use it; a container's nginx fills in the same template by itself.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

from django.conf import settings

TEMPLATE = settings.BASE_DIR / "deploy" / "nginx" / "newsroom.conf.template"
MAIN = """daemon off;
{user}
pid {folder}/nginx.pid;
worker_processes 1;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/html html; image/jpeg jpg jpeg; image/avif avif; application/pdf pdf; }}
    include {folder}/newsroom.conf;
}}
"""
SLOWEST_START = 10  # seconds


def program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def configuration(**values: str) -> str:
    """The template with its names filled in. KeyError for one that is missing; nginx's own names are lower case."""
    text = Template(TEMPLATE.read_text()).safe_substitute(values)
    missing = sorted({name for name in Template(text).get_identifiers() if name.isupper()})
    if missing:
        raise KeyError(", ".join(missing))
    return text


@contextmanager
def serving(folder: Path, origin: str, port: int, refresh_token: str) -> Iterator[str]:
    """The address of an edge on loopback before `origin` ("host:port"). Its copies stand in `folder`."""
    values = {
        "ACCESS_LOG": f"{folder}/access.log",
        "CACHE_DIR": f"{folder}/copies",
        "REFRESH_TOKEN": refresh_token,
        "ORIGIN": origin,
        "LISTEN": f"127.0.0.1:{port}",
        "SERVER_NAME": "localhost",
        "FORWARDED_PROTO": "http",
        "FILES_INTERNAL_PREFIX": "/_files/",
        "MEDIA_DIR": str(settings.MEDIA_ROOT),
        "PAGES_DIR": str(settings.BASE_DIR / "templates"),
    }
    (folder / "newsroom.conf").write_text(configuration(**values))
    # Started by root, nginx would read as somebody else, and this folder and the files are ours.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    process = subprocess.Popen(
        [program(), "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
    )
    try:
        _wait_until_it_listens(process, port, folder)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(SLOWEST_START)


def _wait_until_it_listens(process: subprocess.Popen, port: int, folder: Path) -> None:
    ends_at = time.monotonic() + SLOWEST_START
    while time.monotonic() < ends_at and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nginx did not start: {(folder / 'error.log').read_text()[-2000:]}")
