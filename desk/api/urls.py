"""Addresses of the API, version 1."""

from __future__ import annotations

from django.urls import path, re_path

from desk.api import views
from desk.api.gate import gate

ANY = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

app_name = "api"

urlpatterns = [
    path("cases", gate({"POST": views.create_case}), name="cases"),
    path("cases/<uuid:case_id>", gate({"GET": views.read_case}), name="case"),
    path("cases/<uuid:case_id>/messages", gate({"POST": views.add_messages}), name="messages"),
    path("cases/<uuid:case_id>/withdraw", gate({"POST": views.withdraw_case}), name="withdraw"),
    path("cases/<uuid:case_id>/answers", gate({"POST": views.answer_question}), name="answers"),
    path("deliveries/<uuid:event_id>", gate({"POST": views.take_delivery}), name="delivery"),
    path("questions", gate({"POST": views.keep_question}), name="questions"),
    path("figures", gate({"POST": views.add_figures}), name="figures"),
    path("availability", gate({"GET": views.read_availability}), name="availability"),
    path("people/<path:sender>", gate({"DELETE": views.forget_person}), name="person"),
    path("openapi.json", gate({"GET": views.describe}), name="openapi"),
    re_path(r"^.*$", gate(dict.fromkeys(ANY, views.unknown)), name="unknown"),
]
