"""Addresses of privacy."""

from __future__ import annotations

from django.urls import path

from desk.privacy import views

app_name = "privacy"

urlpatterns = [
    path("cases/<uuid:case_id>/privacy", views.show_privacy, name="case"),
    path("cases/<uuid:case_id>/privacy/statistics", views.answer_statistics, name="statistics"),
    path("cases/<uuid:case_id>/privacy/copy", views.export, name="copy"),
    path("cases/<uuid:case_id>/privacy/erase", views.erase, name="erase"),
]
