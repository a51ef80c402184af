"""Addresses of machine translation."""

from __future__ import annotations

from django.urls import path

from desk.translation import views

app_name = "translation"

urlpatterns = [
    path(
        "cases/<uuid:case_id>/messages/<int:message_id>/translate",
        views.translate_message,
        name="message",
    ),
    path("cases/<uuid:case_id>/translate", views.translate_reply, name="reply"),
]
