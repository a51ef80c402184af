"""Addresses of the desk."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from desk.config.health import health

urlpatterns = [
    path("", include("desk.cases.urls")),
    path("", include("desk.notes.urls")),
    path("", include("desk.labels.urls")),
    path("", include("desk.snooze.urls")),
    path("", include("desk.presence.urls")),
    path("", include("desk.canned.urls")),
    path("search/", include("desk.search.urls")),
    path("articles/", include("desk.articles.urls")),
    path("questions/", include("desk.learning.urls")),
    path("figures/", include("desk.figures.urls")),
    path("", include("desk.privacy.urls")),
    path("", include("desk.translation.urls")),
    path("", include("desk.teams.urls")),
    path("audit/", include("desk.audit.urls")),
    path("accounts/", include("desk.counsellors.urls")),
    path("api/v1/", include("desk.api.urls")),
    path("demo/", include("desk.demo.urls")),
    path("admin/", admin.site.urls),
    path("health", health, name="health"),
    # Before the login, too: somebody must be able to read it.
    path("language/setlang/", login_not_required(set_language), name="set_language"),
]
