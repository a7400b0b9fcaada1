"""A mail server on this machine that keeps what it is given: a real SMTP conversation."""

import mailbox
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message as Mail
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class _Kept(Message):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Mail] = []

    def handle_message(self, message: Mail) -> None:
        self.messages.append(message)


class _Refusing(_Kept):
    def __init__(self, at: str, reply: str) -> None:
        super().__init__()
        self.at, self.reply = at, reply

    async def handle_RCPT(self, server, session, envelope, address: str, options: list[str]) -> str:
        if self.at == "RCPT":
            return self.reply.format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        return self.reply


@contextmanager
def mail_server(
    settings,
    refuses: bool = False,
    at: str = "RCPT",
    reply: str = "550 5.1.1 <{address}>: nobody of that name",
) -> Iterator[list[Mail]]:
    """Django's mail goes to it within the block; gives what it has received, `X-RcptTo` among the headers.

    `refuses`: it knows nobody, and says so with the address, as servers do; or at that command with that reply.
    """
    handler = _Refusing(at, reply) if refuses else _Kept()
    port = _free_port()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    _use(settings, port)
    try:
        yield handler.messages
    finally:
        server.stop()


@contextmanager
def mail_server_apart(settings, folder: Path) -> Iterator[Callable[[], list[Mail]]]:
    """The same in a process of its own, for tests that fork: gives what asks for the mails received so far."""
    port = _free_port()
    address = ["-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", str(folder / "received")]
    server = subprocess.Popen([sys.executable, "-m", "aiosmtpd", *address])
    _use(settings, port)
    try:
        while not _answers(port):
            assert server.poll() is None
        yield lambda: list(mailbox.Maildir(folder / "received"))
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _use(settings, port: int) -> None:
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    }
