import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aphp_site.settings.production")


class Request(WSGIRequest):
    """Reads everything as UTF-8.

    Django believes the charset of Content-Type, for the address as well as for the body, and does so before any
    middleware: the name of a codec that is none for text would be a fault of ours, UTF-16 another page under the
    same address in a cache.
    """

    @property
    def encoding(self) -> str:
        return "utf-8"

    @encoding.setter
    def encoding(self, name: str) -> None:
        pass


class Handler(WSGIHandler):
    request_class = Request


django.setup(set_prefix=False)
application = Handler()
