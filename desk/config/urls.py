"""Addresses of the desk."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from desk.config.health import health

urlpatterns = [
    path("", include("desk.cases.urls")),
    path("articles/", include("desk.articles.urls")),
    path("accounts/", include("desk.counsellors.urls")),
    path("api/v1/", include("desk.api.urls")),
    path("demo/", include("desk.demo.urls")),
    path("admin/", admin.site.urls),
    path("health", health, name="health"),
    path("language/", include("django.conf.urls.i18n")),
]
