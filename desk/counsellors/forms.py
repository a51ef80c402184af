"""What a counsellor may change of the own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.counsellors.models import Counsellor
from knowledge.languages import LANGUAGES

if TYPE_CHECKING:
    CounsellorForm = forms.ModelForm[Counsellor]
else:
    CounsellorForm = forms.ModelForm


class ProfileForm(CounsellorForm):
    """Name, role and languages."""

    languages = forms.MultipleChoiceField(
        label=_("Languages you write"),
        choices=[(language.code, language.name) for language in LANGUAGES.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        """The fields."""

        model = Counsellor
        fields = ("display_name", "role_title", "languages")
