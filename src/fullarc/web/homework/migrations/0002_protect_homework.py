from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.homework.protected import REPORTS, TASKS


class Migration(migrations.Migration):
    dependencies = [("homework", "0001_initial")]
    operations = [protect(REPORTS), protect(TASKS)]
