from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.notes.protected import ADDENDA, NOTES, NOTES_AT_FIRST


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_initial")]
    operations = [protect(NOTES_AT_FIRST, superseded_by=NOTES), protect(ADDENDA)]
