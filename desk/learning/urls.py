"""Addresses of the unanswered questions."""

from __future__ import annotations

from django.urls import path

from desk.learning import views

app_name = "learning"

urlpatterns = [
    path("", views.show_groups, name="groups"),
    path("<int:group_id>/", views.show_group, name="group"),
    path("<int:group_id>/decide", views.decide_group, name="decide"),
    path("<int:group_id>/draft.txt", views.download_draft, name="draft"),
]
