"""Addresses of the API, version 1."""

from __future__ import annotations

from django.urls import path, re_path

from desk.api import views
from desk.api.gate import gate

ANY = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

urlpatterns = [
    path("cases", gate({"POST": views.create_case})),
    path("cases/<uuid:case_id>", gate({"GET": views.read_case})),
    path("cases/<uuid:case_id>/messages", gate({"POST": views.add_messages})),
    path("cases/<uuid:case_id>/withdraw", gate({"POST": views.withdraw_case})),
    path("people/<path:sender>", gate({"DELETE": views.forget_person})),
    path("openapi.json", gate({"GET": views.describe})),
    re_path(r"^.*$", gate(dict.fromkeys(ANY, views.unknown))),
]
