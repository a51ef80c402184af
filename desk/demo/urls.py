"""Addresses of the demo pages."""

from __future__ import annotations

from django.urls import path

from desk.demo import views

urlpatterns = [
    path("", views.demo, name="demo"),
    path("playground/", views.playground, name="demo_playground"),
    path("help/", views.show_help, name="demo_help"),
    path("help/<slug:article_id>/", views.show_answer, name="demo_answer"),
]
