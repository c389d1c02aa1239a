from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.journal.protected import ENTRIES, VERSIONS


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [protect(ENTRIES), protect(VERSIONS)]
