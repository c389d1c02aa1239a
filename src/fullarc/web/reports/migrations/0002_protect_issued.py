from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.reports.protected import ISSUED


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [protect(ISSUED)]
