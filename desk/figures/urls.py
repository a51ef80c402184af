"""Addresses of the figures."""

from __future__ import annotations

from django.urls import path

from desk.figures import views

app_name = "figures"

urlpatterns = [
    path("", views.show_figures, name="figures"),
    path("<slug:what>.<slug:form>", views.export, name="export"),
]
