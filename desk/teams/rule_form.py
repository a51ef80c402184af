"""A routing rule in the administration: codes are ticked, municipalities written one on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.cases.names import language_name, need_name, region_name
from desk.teams.forms import NEEDS, REGIONS, ticked
from desk.teams.models import RoutingRule
from knowledge.languages import LANGUAGES

if TYPE_CHECKING:
    RuleModelForm = forms.ModelForm[RoutingRule]
else:
    RuleModelForm = forms.ModelForm

_TICKED = {
    "needs": (NEEDS, need_name),
    "regions": (REGIONS, region_name),
    "languages": (tuple(LANGUAGES), language_name),
}


class Lines(forms.CharField):
    """A list of short texts, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The lines that hold something."""
        lines = (line.strip() for line in super().clean(value).splitlines())
        return [line for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines are others than before."""
        return bool((initial or []) != self.clean(data))


class RuleForm(RuleModelForm):
    """A rule; codes that no list holds any more stay ticked until somebody unticks them."""

    municipalities = Lines(
        label=_("Municipalities"),
        required=False,
        help_text=_("One on each line. Empty fits every municipality."),
    )

    class Meta:
        """All fields; the administration puts them in order."""

        model = RoutingRule
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (codes, called) in _TICKED.items():
            as_list = self.fields[name]
            self.fields[name] = ticked(
                dict.fromkeys([*codes, *getattr(self.instance, name)]),
                called,
                label=as_list.label,
                help_text=as_list.help_text,
            )
