"""A counsellor answers."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.cases.actions.locking import answerable
from desk.cases.errors import InvalidReplyError
from desk.cases.models import Author, Message
from desk.cases.transcript import storable
from desk.cases.wire import message_event
from desk.cases.writing_direction import fitting_language
from desk.counsellors.models import Counsellor
from desk.delivery.enqueue import enqueue

#: Characters; the narrowest channel, WhatsApp, cuts at this length.
MAX_LENGTH = 4096


@transaction.atomic
def reply(
    case_id: UUID, counsellor: Counsellor, *, reply_id: UUID, text: str, language: str
) -> Message:
    """Store a reply and queue it for delivery; the same ``reply_id`` again changes nothing.

    Args:
        case_id: The case.
        counsellor: Who answers; must hold the case, or have closed it.
        reply_id: Made with the form, so that a button pressed twice sends once.
        text: 1 to :data:`MAX_LENGTH` characters after trimming.
        language: Code of the language the text is said to be in.

    Raises:
        CaseError: If the case is unknown, not held by this counsellor, or closed without late
            words, or if the text is empty or too long.
    """
    case = answerable(case_id, counsellor)
    known = case.messages.filter(message_id=str(reply_id)).first()
    if known is not None:
        return known
    words = storable(text).replace("\r\n", "\n").strip()
    if not words:
        raise InvalidReplyError(_("The reply is empty."), _("Write something, then send it."))
    if len(words) > MAX_LENGTH:
        raise InvalidReplyError(
            _("The reply is too long: %(length)d characters.") % {"length": len(words)},
            _("Send at most %(limit)d characters at a time.") % {"limit": MAX_LENGTH},
        )
    now = timezone.now()
    message = Message.objects.create(
        case=case,
        message_id=str(reply_id),
        author=Author.COUNSELLOR,
        counsellor=counsellor,
        text=words,
        language=fitting_language(
            words, said=language, newcomer=case.language, own=counsellor.languages
        ),
        at=now,
    )
    case.counsellor_wrote_at = now
    case.draft = ""
    case.save(update_fields=["counsellor_wrote_at", "draft"])
    enqueue(case, message_event(message, counsellor), message=message)
    return message
