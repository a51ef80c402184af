"""The counsellor's own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.counsellors.forms import ProfileForm
from desk.counsellors.requests import counsellor_of


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change name, role and languages."""
    counsellor = counsellor_of(request)
    form = ProfileForm(request.POST or None, instance=counsellor)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("profile")
    return render(request, "counsellors/profile.html", {"form": form})
