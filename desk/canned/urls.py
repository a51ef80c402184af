"""Address of the ready-made replies."""

from __future__ import annotations

from django.urls import path

from desk.canned import views

app_name = "canned"

urlpatterns = [path("ready-made/", views.show_replies, name="list")]
