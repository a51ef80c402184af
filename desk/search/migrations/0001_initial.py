from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desk.search.index import install


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    install(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
