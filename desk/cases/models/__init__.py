"""What the desk keeps about a case."""

from desk.cases.models.case import Case, Outcome, Reason, State
from desk.cases.models.event import CaseEvent, EventKind
from desk.cases.models.message import Author, Message
from desk.cases.models.transfer import Transfer, TransferState

__all__ = [
    "Author",
    "Case",
    "CaseEvent",
    "EventKind",
    "Message",
    "Outcome",
    "Reason",
    "State",
    "Transfer",
    "TransferState",
]
