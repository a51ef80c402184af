"""Addresses of the notes."""

from __future__ import annotations

from django.urls import path

from desk.notes import views

app_name = "notes"

urlpatterns = [
    path("mentions/", views.show_mentions, name="mentions"),
    path("cases/<uuid:case_id>/notes", views.add_note, name="add"),
]
