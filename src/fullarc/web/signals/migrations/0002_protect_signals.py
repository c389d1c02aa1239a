from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.signals.protected import FOLLOWED_UP, SIGNALS


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_initial")]
    operations = [protect(SIGNALS, superseded_by=FOLLOWED_UP)]
