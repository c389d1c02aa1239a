from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.signals.protected import CLOSED, DECISIONS


class Migration(migrations.Migration):
    dependencies = [("signals", "0003_suggestiondecision_closedsignal")]
    operations = [protect(CLOSED), protect(DECISIONS)]
