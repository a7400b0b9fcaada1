"""Answers for addresses that have nothing to show: what they propose instead."""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MAX_WORDS = 8
NOT_A_WORD = re.compile(r"[\W_]+")


def words_of(path: str) -> str:
    """What a reader may have looked for, from an address that leads nowhere: "/fr/hopitaux/hopital-cochn/" → hopital cochn."""
    segments = [segment for segment in unquote(path).split("/") if segment]
    last = segments[-1].rpartition(".")[0] or segments[-1] if len(segments) > 1 else ""
    return " ".join([word for word in NOT_A_WORD.split(last) if word][:MAX_WORDS])


def gone(request: HttpRequest) -> HttpResponse:
    """410: what stood here was withdrawn."""
    return render(request, "410.html", status=410)
