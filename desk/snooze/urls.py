"""Addresses of putting aside."""

from __future__ import annotations

from django.urls import path

from desk.snooze import views

app_name = "snooze"

urlpatterns = [
    path("cases/<uuid:case_id>/snooze", views.snooze_case, name="snooze"),
    path("cases/<uuid:case_id>/wake", views.wake_case, name="wake"),
]
