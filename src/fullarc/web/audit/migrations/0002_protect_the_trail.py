from django.db import migrations

from fullarc.web.audit.protected import EVENTS
from fullarc.web.audit.triggers import protect


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [protect(EVENTS)]
