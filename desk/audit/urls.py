"""Addresses of the audit log."""

from __future__ import annotations

from django.urls import path

from desk.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.show_log, name="log"),
    path("audit.csv", views.export_log, name="export"),
]
