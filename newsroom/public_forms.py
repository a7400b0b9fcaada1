"""Forms for strangers, without a cookie: who may post, and how a machine is told from a person.

The page with the form stays the same for everybody within a minute, so it may be cached like any other.
"""

from datetime import UTC, datetime, timedelta

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _

from . import clock

SALT = "newsroom.public_forms"
OPEN_FOR = timedelta(days=1)


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site posts. Without a word of it: no."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


class Unreadable(Exception):
    """What was posted cannot be taken; `status` is that of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def posted(request: HttpRequest, largest: int | None = None) -> QueryDict:
    """What a form sent. Raises Unreadable; a body that is too large is refused before it is read.

    `largest`: bytes of a body with a file.
    """
    if _length(request) > (largest or settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
        raise Unreadable(413)
    try:
        return request.POST
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as error:
        raise Unreadable(413) from error
    except (BadRequest, MultiPartParserError, UnreadablePostError) as error:
        raise Unreadable(400) from error


def opened_now() -> str:
    """The minute at which a form is drawn, signed."""
    return signing.Signer(salt=SALT).sign(clock.now().strftime("%Y%m%d%H%M"))


def _opened_at(token: str) -> datetime | None:
    try:
        return datetime.strptime(signing.Signer(salt=SALT).unsign(token), "%Y%m%d%H%M").replace(tzinfo=UTC)
    except (signing.BadSignature, ValueError):
        return None


class PublicForm(forms.Form):
    """`is_from_a_machine` after validation: the trap field was filled in."""

    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict:
        cleaned = super().clean()
        opened_at = _opened_at(cleaned.get("opened", ""))
        now = clock.now()
        if opened_at is None or not opened_at <= now <= opened_at + OPEN_FOR:
            self.add_error(
                None, _("This form was open for too long. Your words are still here: send it once more.")
            )
        return cleaned

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def reopened(self) -> "PublicForm":
        """The same answers in a form that may be sent again."""
        self.data = self.data.copy()
        self.data["opened"] = opened_now()
        return self
