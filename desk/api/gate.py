"""What every call of the API has in common: the key, the method, the shape of errors."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from desk.api.errors import ApiError, unknown_case
from desk.api.limit import hold_back
from desk.api.models import Token, digest
from desk.cases.errors import UnknownCaseError
from desk.config.environment import environment

logger = logging.getLogger(__name__)

View = Callable[..., JsonResponse]


def authorize(request: HttpRequest) -> str:
    """Let in only who shows a token: that of the environment, or one that was made for a client.

    Returns:
        Name of the client.

    Raises:
        ApiError: 401.
    """
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    client = _client(shown.strip()) if scheme.lower() == "bearer" else None
    if client is None:
        raise ApiError(
            401,
            "unauthorized",
            "The key is missing or wrong.",
            "Send the header Authorization: Bearer <FANAL_DESK_API_TOKEN>.",
        )
    return client


def _client(shown: str) -> str | None:
    expected = environment().api_token
    if expected and hmac.compare_digest(shown.encode(), expected.encode()):
        return "relay"
    # Found by its hash: how long the look takes tells nothing about any token.
    live = Token.objects.filter(digest=digest(shown), ended_at=None)
    return live.values_list("client", flat=True).first() if shown else None


def gate(methods: Mapping[str, View]) -> Callable[..., HttpResponseBase]:
    """One address of the API: a view for each method, everything else refused in the one shape."""

    @csrf_exempt
    @login_not_required
    @never_cache
    def answer(request: HttpRequest, **parameters: Any) -> HttpResponseBase:
        try:
            hold_back(authorize(request))
            view = methods.get(request.method or "")
            if view is None:
                response = ApiError(
                    405,
                    "method_not_allowed",
                    "This address does not know this method.",
                    f"Use {' or '.join(methods)}.",
                ).response()
                response.headers["Allow"] = ", ".join(methods)
                return response
            return view(request, **parameters)
        except ApiError as error:
            return error.response()
        except UnknownCaseError:
            return unknown_case().response()
        except Exception:
            # The trace belongs in the log, and nothing of it in the answer.
            logger.exception("A call of the API failed.")
            return ApiError(
                500,
                "internal_error",
                "The desk had a technical problem.",
                "Try again; if it stays, look into the desk's log.",
            ).response()

    return answer
