"""What counsellors send."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.cases.actions.reply import MAX_LENGTH
from desk.cases.models import Case, Outcome
from desk.cases.names import language_name
from knowledge.languages import LANGUAGES


class ReplyForm(forms.Form):
    """A reply; how long it may be is the action's rule, so that no door forgets it."""

    reply_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Reply"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "maxlength": MAX_LENGTH}),
    )
    language = forms.ChoiceField(label=_("Language of the reply"))

    def __init__(
        self, data: Any = None, *, case: Case, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, auto_id="reply-%s")
        codes = list(dict.fromkeys([case.language, *LANGUAGES]))
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, language_name(code)) for code in codes]


def fresh_reply(case: Case, *, text: str | None = None, language: str | None = None) -> ReplyForm:
    """An empty form, or one that holds the draft; in the newcomer's language unless told."""
    return ReplyForm(
        case=case,
        initial={
            "reply_id": uuid4(),
            "text": case.draft if text is None else text,
            "language": language or case.language,
        },
    )


class NoteForm(forms.Form):
    """A note for colleagues."""

    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The newcomer does not see it."),
    )


class ResolveForm(NoteForm):
    """How a case ended."""

    field_order = ("outcome", "note")
    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
