"""The app of the articles' pages."""

from __future__ import annotations

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Pages that show what newcomers are told, with its sources."""

    name = "desk.articles"
    label = "articles"
