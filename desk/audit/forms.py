"""What can be asked of the audit log."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.audit.models import Entry, Kind
from desk.counsellors.models import Counsellor


class FilterForm(forms.Form):
    """Filters; every one is optional."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    actor = forms.ModelChoiceField(
        label=_("Who"), queryset=Counsellor.objects.none(), required=False
    )
    case = forms.UUIDField(label=_("Case"), required=False)
    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: object, entries: QuerySet[Entry], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kind, actor = self.fields["kind"], self.fields["actor"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [("", _("everything")), *Kind.choices]
        if isinstance(actor, forms.ModelChoiceField):
            known = entries.order_by().values("actor").distinct()
            actor.queryset = Counsellor.objects.filter(pk__in=known).order_by("display_name")
            actor.empty_label = str(_("everybody"))

    def narrow(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that fit; none when a filter makes no sense."""
        if not self.is_valid():
            return entries.none()
        wanted = self.cleaned_data
        for name, field in (("kind", "kind"), ("actor", "actor"), ("case", "case_id")):
            if wanted[name]:
                entries = entries.filter(**{field: wanted[name]})
        zone = timezone.get_current_timezone()
        if wanted["first"]:
            entries = entries.filter(at__gte=datetime.combine(wanted["first"], time(), zone))
        if wanted["last"]:
            end = datetime.combine(wanted["last"] + timedelta(days=1), time(), zone)
            entries = entries.filter(at__lt=end)
        return entries
