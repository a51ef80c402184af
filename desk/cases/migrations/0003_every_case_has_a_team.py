"""Cases and counsellors from before there were teams belong to the default one."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    """Everybody keeps seeing what they saw."""
    Case = apps.get_model("cases", "Case")
    Counsellor = apps.get_model("counsellors", "Counsellor")
    if not (Case.objects.exists() or Counsellor.objects.exists()):
        return
    Organisation = apps.get_model("teams", "Organisation")
    Team = apps.get_model("teams", "Team")
    Membership = apps.get_model("teams", "Membership")
    team = Team.objects.filter(is_default=True).first()
    if team is None:
        organisation, _ = Organisation.objects.get_or_create(name="Fanal")
        team = Team.objects.create(
            organisation=organisation, name="Counsellors", is_default=True
        )
    Case.objects.filter(team__isnull=True).update(team=team, queued_at=F("opened_at"))
    for counsellor in Counsellor.objects.all():
        roles = ["lead", "administrator"] if counsellor.is_superuser else ["counsellor"]
        for role in roles:
            Membership.objects.get_or_create(counsellor=counsellor, team=team, role=role)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_team_and_transfer"),
        ("counsellors", "0002_skills_and_capacity"),
        ("teams", "0001_initial"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
