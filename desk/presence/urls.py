"""Address of the sign of life."""

from __future__ import annotations

from django.urls import path

from desk.presence import views

app_name = "presence"

urlpatterns = [path("cases/<uuid:case_id>/presence", views.sign, name="sign")]
