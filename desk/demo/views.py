"""The demo page."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.config.environment import environment
from desk.config.headers import widen
from desk.demo.content import PAGES


def origins(url: str) -> list[str]:
    """Where the widget connects to: the bot over HTTP and over its socket."""
    parts = urlsplit(url)
    socket = "wss" if parts.scheme == "https" else "ws"
    return [f"{parts.scheme}://{parts.netloc}", f"{socket}://{parts.netloc}"]


@login_not_required
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """The page in the language of ``?lang=``, English unless it is one of the page's own."""
    page = PAGES.get(request.GET.get("lang", ""), PAGES["en"])
    bot_url = environment().bot_public_url
    context = {"page": page, "pages": PAGES.values(), "bot_url": bot_url}
    response = render(request, "demo/demo.html", context)
    widen(response, {"connect-src": origins(bot_url)})
    return response
