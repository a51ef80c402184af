"""Errors of the cases; a counsellor reads them, so they are sentences in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _


class CaseError(Exception):
    """Base of every refusal: what is wrong, and what to do.

    Args:
        problem: One sentence with a full stop.
        mend: One sentence with a full stop.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem = problem
        self.mend = mend


class UnknownCaseError(CaseError):
    """There is no case with this id, or it is another team's."""

    def __init__(self) -> None:
        super().__init__(
            _("This case is not with your teams: it was moved or erased."),
            _("Go back to the queue."),
        )


class AlreadyClaimedError(CaseError):
    """Somebody else was quicker."""

    def __init__(self, holder: str) -> None:
        super().__init__(
            _("%(name)s has just taken this case.") % {"name": holder},
            _("Choose another one from the queue."),
        )


class ClosedCaseError(CaseError):
    """The case waits for nobody: it was closed or withdrawn."""

    def __init__(self) -> None:
        super().__init__(_("This case is no longer open."), _("The page below shows how it ended."))


class NotHolderError(CaseError):
    """Only the counsellor who holds the case may do this."""

    def __init__(self) -> None:
        super().__init__(_("You do not hold this case."), _("Take the case first."))


class FullHandsError(CaseError):
    """The counsellor holds as many cases as were agreed."""

    def __init__(self) -> None:
        super().__init__(
            _("You hold as many cases as were agreed."),
            _("Close one or give it back, then take this one."),
        )


class TransferError(CaseError):
    """A case that cannot be moved as wished."""


class InvalidReplyError(CaseError):
    """A reply that cannot be sent as it is."""
