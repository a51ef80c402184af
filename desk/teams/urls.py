"""Addresses of the teams."""

from __future__ import annotations

from django.urls import path

from desk.teams.views import hours, overview, transfer

app_name = "teams"

urlpatterns = [
    path("teams/", overview.overview, name="list"),
    path("teams/<int:team_id>/hours", hours.hours, name="hours"),
    path("teams/<int:team_id>/closed-days", hours.add_closure, name="add_closure"),
    path(
        "teams/<int:team_id>/closed-days/<int:closure_id>/remove",
        hours.remove_closure,
        name="remove_closure",
    ),
    path("cases/<uuid:case_id>/team", transfer.team_of_case, name="of_case"),
    path("cases/<uuid:case_id>/transfer", transfer.transfer_case, name="transfer"),
    path("cases/<uuid:case_id>/transfer/back", transfer.take_transfer_back, name="take_back"),
]
