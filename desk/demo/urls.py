"""Address of the demo page."""

from __future__ import annotations

from django.urls import path

from desk.demo.views import demo

urlpatterns = [path("", demo, name="demo")]
