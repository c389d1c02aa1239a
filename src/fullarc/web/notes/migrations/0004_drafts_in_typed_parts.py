from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from fullarc.notes.sections import FREE, TYPED, as_parts
from fullarc.web.audit.triggers import protect
from fullarc.web.notes.protected import ADDENDA, COSIGNATURES, NOTES


def drafts_become_typed(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drafts in the sections of a format become typed parts, shown in that format as before. Signed notes stay as they were signed."""
    for note in apps.get_model("notes", "Note").objects.filter(state="draft"):
        note.layout = note.format
        if note.format != FREE:
            note.format, note.parts = TYPED, as_parts(note.parts)
        note.save(update_fields=["format", "layout", "parts"])


class Migration(migrations.Migration):
    # Adding columns rebuilt the tables on SQLite, which takes their triggers away: they are put back here.
    dependencies = [("notes", "0003_typed_parts")]
    operations = [
        migrations.RunPython(drafts_become_typed, migrations.RunPython.noop),
        protect(NOTES),
        protect(ADDENDA),
        protect(COSIGNATURES),
    ]
