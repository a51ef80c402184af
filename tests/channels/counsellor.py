"""A counsellor at the real desk, without a browser: ``python -m tests.channels.counsellor``.

Reads one wish a line, ``[what, sender, text]``, and answers each with a line of JSON.
"""

from __future__ import annotations

import json
import sys
import uuid
from typing import Any

import django


def act(what: str, sender: str, text: str) -> Any:
    from desk.cases.actions.claim import claim
    from desk.cases.actions.reply import reply
    from desk.cases.actions.resolve import resolve
    from desk.cases.models import Case, Outcome
    from desk.counsellors.models import Counsellor
    from desk.delivery.actions import send_again

    counsellor = Counsellor.objects.order_by("id").first()
    case = Case.objects.filter(sender=sender).order_by("-opened_at").first()
    if case is None or counsellor is None:
        return None
    if what == "claim":
        claim(case.id, counsellor)
    elif what == "reply":
        reply(case.id, counsellor, reply_id=uuid.uuid4(), text=text, language="en")
    elif what == "send_again":
        send_again(case)
    elif what == "resolve":
        resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
    said = [message.text for message in case.messages.order_by("id")]
    return {"channel": case.channel, "said": said, "states": _states(case)}


def _states(case: Any) -> list[str]:
    """How far every reply is, in their order."""
    return [d.state for d in case.deliveries.exclude(message=None).order_by("id")]


if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(act(*json.loads(line))) + "\n")
        sys.stdout.flush()
