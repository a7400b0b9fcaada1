"""A mail server on this machine that keeps what it is given: a real SMTP conversation."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message as Mail

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class _Kept(Message):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Mail] = []

    def handle_message(self, message: Mail) -> None:
        self.messages.append(message)


class _Refusing(_Kept):
    async def handle_RCPT(self, server, session, envelope, address: str, options: list[str]) -> str:
        return f"550 5.1.1 <{address}>: nobody of that name"


@contextmanager
def mail_server(settings, refuses: bool = False) -> Iterator[list[Mail]]:
    """Django's mail goes to it within the block; gives what it has received, `X-RcptTo` among the headers.

    `refuses`: it knows nobody, and says so with the address, as servers do.
    """
    handler = _Refusing() if refuses else _Kept()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    }
    try:
        yield handler.messages
    finally:
        server.stop()
