"""Addresses of the articles' pages."""

from __future__ import annotations

from django.urls import path

from desk.articles import views

app_name = "articles"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("<slug:article_id>/", views.show_article, name="article"),
]
