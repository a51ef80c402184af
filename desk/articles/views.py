"""The list of articles, and one article in every language."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from desk.articles.shelf import Entry, all_entries, office_names, one_entry, search

#: Longer than any title; what is typed beyond it is not looked at.
_LONGEST_SEARCH = 200


def _titled(entries: list[Entry], language: str) -> list[tuple[str, Entry]]:
    """Entries with their title in the language of the page, in the order of the titles."""
    rows = [(entry.title(language), entry) for entry in entries]
    return sorted(rows, key=lambda row: row[0].casefold())


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """All articles, or those that a search finds."""
    entries = all_entries()
    chosen = {
        "words": request.GET.get("q", "")[:_LONGEST_SEARCH],
        "domain": request.GET.get("domain", ""),
        "region": request.GET.get("region", ""),
    }
    found = search(**chosen, entries=entries)
    context = {
        "rows": _titled(found, get_language() or "en"),
        "total": len(entries),
        "chosen": chosen,
        "domains": sorted({entry.article.domain for entry in entries.values()}),
        "regions": sorted({region for e in entries.values() for region in e.article.regions}),
    }
    return render(request, "articles/list.html", context)


@require_safe
def show_article(request: HttpRequest, article_id: str) -> HttpResponse:
    """One article: its texts side by side, its facts, and what the sources leave open."""
    entry = one_entry(article_id)
    if entry is None:
        raise Http404
    language = get_language() or "en"
    names = office_names()
    related = [other for i in entry.article.related if (other := one_entry(i))]
    context = {
        "entry": entry,
        "article": entry.article,
        "title": entry.title(language),
        "offices": [names.get(i, i) for i in entry.article.offices],
        "related": [(other.title(language), other) for other in related],
    }
    return render(request, "articles/article.html", context)
