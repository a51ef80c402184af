"""Addresses of the labels."""

from __future__ import annotations

from django.urls import path

from desk.labels import views

app_name = "labels"

urlpatterns = [
    path("cases/<uuid:case_id>/labels", views.put, name="put"),
    path("cases/<uuid:case_id>/labels/<int:label_id>/off", views.take_off, name="take_off"),
]
