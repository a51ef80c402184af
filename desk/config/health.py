"""Is the desk able to work?"""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.api.errors import ApiError

logger = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """``{"status": "ok"}``, or 503 when the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM cases_case LIMIT 1")
    except DatabaseError:
        logger.exception("The database does not answer.")
        return ApiError(
            503,
            "database_unavailable",
            "The desk cannot reach its database.",
            "Check FANAL_DESK_DB and run `fanal desk migrate`.",
        ).response()
    return JsonResponse({"status": "ok"})
