"""The one shape of an error (``docs/wire.md`` part 4)."""

from __future__ import annotations

from django.http import JsonResponse


class ApiError(Exception):
    """A refusal, ready to be sent.

    Args:
        status: HTTP status.
        code: For programs, snake case.
        message: One sentence; never a newcomer's words.
        mend: What to do, one sentence.
        retry_after_seconds: When the same call may succeed.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        mend: str,
        *,
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(f"{message} {mend}")
        self.status = status
        self.code = code
        self.message = message
        self.mend = mend
        self.retry_after_seconds = retry_after_seconds

    def response(self) -> JsonResponse:
        """The error as an HTTP answer."""
        body = {"code": self.code, "message": self.message, "mend": self.mend}
        response = JsonResponse({"error": body}, status=self.status)
        if self.status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        if self.retry_after_seconds is not None:
            response.headers["Retry-After"] = str(self.retry_after_seconds)
        return response


def unknown_case() -> ApiError:
    """404 for a case that the desk does not have."""
    return ApiError(
        404,
        "unknown_case",
        "There is no case with this id.",
        "Create it first with POST /api/v1/cases.",
    )
