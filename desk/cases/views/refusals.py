"""A refusal becomes a sentence on a page, in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRefresh

from desk.cases.errors import CaseError, UnknownCaseError

View = Callable[..., HttpResponse]


def explain_refusals(view: View) -> View:
    """Show a :class:`CaseError` to the counsellor: on the case's page, or 404 when it is gone."""

    @wraps(view)
    def explained(request: HttpRequest, **parameters: Any) -> HttpResponse:
        try:
            return view(request, **parameters)
        except UnknownCaseError as error:
            if request.headers.get("HX-Request"):
                # The page says so and stays: somebody may be writing there.
                return HttpResponse(status=404)
            return render(request, "cases/gone.html", {"error": error}, status=404)
        except CaseError as error:
            messages.error(request, str(error))
            if request.headers.get("HX-Request"):
                return HttpResponseClientRefresh()
            return redirect("cases:case", case_id=parameters["case_id"])

    return explained
