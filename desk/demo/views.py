"""The demo page, what a website writes to embed the widget, and answers without JavaScript."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.articles.shelf import one_entry
from desk.config.environment import environment
from desk.config.headers import widen
from desk.demo.content import PAGES
from desk.demo.help_pages import REGIONS, answer, chosen_language, themes, words
from desk.demo.playground import Settings, embed_code
from knowledge.languages import LANGUAGES, direction


def origins(url: str) -> list[str]:
    """Where the widget connects to: the bot over HTTP and over its socket."""
    parts = urlsplit(url)
    socket = "wss" if parts.scheme == "https" else "ws"
    return [f"{parts.scheme}://{parts.netloc}", f"{socket}://{parts.netloc}"]


def _with_widget(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    bot_url = environment().bot_public_url
    response = render(request, template, {"bot_url": bot_url, **context})
    widen(response, {"connect-src": origins(bot_url)})
    return response


@login_not_required
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """The page in the language of ``?lang=``, English unless it is one of the page's own."""
    page = PAGES.get(request.GET.get("lang", ""), PAGES["en"])
    context = {"page": page, "pages": PAGES.values(), "phones_url": environment().phones_url}
    return _with_widget(request, "demo/demo.html", context)


@login_not_required
@require_safe
def playground(request: HttpRequest) -> HttpResponse:
    """A form of the widget's settings, the code that embeds it so, and the widget itself."""
    chosen = Settings.of(request.GET)
    script = request.build_absolute_uri("/static/widget/fanal-chat.js")
    context = {
        "settings": chosen,
        "languages": LANGUAGES.values(),
        "regions": REGIONS,
        "code": embed_code(
            chosen,
            script=script,
            bot_url=environment().bot_public_url,
            help_url=request.build_absolute_uri("/demo/help/"),
        ),
    }
    return _with_widget(request, "demo/playground.html", context)


@login_not_required
@require_safe
def show_help(request: HttpRequest) -> HttpResponse:
    """All questions of a region by theme, as links."""
    context = _place(request)
    found = themes(context["language"], context["region"] or None)
    return render(request, "demo/help.html", {**context, "themes": found})


@login_not_required
@require_safe
def show_answer(request: HttpRequest, article_id: str) -> HttpResponse:
    """One answer with its sources."""
    entry = one_entry(article_id)
    if entry is None or not entry.columns:
        raise Http404
    context = _place(request)
    found = answer(entry, context["language"])
    return render(request, "demo/help_answer.html", {**context, "answer": found})


def _place(request: HttpRequest) -> dict[str, Any]:
    language = chosen_language(request.GET.get("lang", ""))
    region = request.GET.get("region", "")
    region = region if region in REGIONS else ""
    return {
        "language": language,
        "direction": direction(language),
        "region": region,
        "query": urlencode({"lang": language, "region": region}),
        "languages": LANGUAGES.values(),
        "regions": [(key, words(language)[key]) for key in REGIONS],
        "words": words(language),
    }
