"""The application in a process of its own, on the test's database and files, that can be killed."""

import logging
import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connection


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        pass


class Origin:
    def __init__(self) -> None:
        server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
        self.address = f"127.0.0.1:{server.server_port}"
        connection.close()
        self.process = os.fork()
        if self.process == 0:
            _serve(server)
        server.socket.close()

    def kill(self) -> None:
        """As by the kernel: nothing is told to anybody."""
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = 0


def _serve(server: ThreadedWSGIServer) -> None:
    try:
        from aphp_site.wsgi import application

        logging.disable(logging.WARNING)  # a line for each 404
        server.set_app(application)
        server.serve_forever()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


@contextmanager
def running() -> Iterator[Origin]:
    origin = Origin()
    try:
        yield origin
    finally:
        origin.kill()
