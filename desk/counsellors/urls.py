"""Login, password, second factor; no signing up and no mail."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from desk.counsellors.views import profile

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("profile/", profile, name="profile"),
    path("2fa/", include("allauth.mfa.urls")),
]
