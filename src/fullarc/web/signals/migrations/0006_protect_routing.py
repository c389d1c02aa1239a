from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.signals.protected import CHECKS, ESCALATIONS, FOLLOWED_UP, ROUTING


class Migration(migrations.Migration):
    dependencies = [("signals", "0005_routing_and_escalation")]
    operations = [protect(FOLLOWED_UP), protect(ROUTING), protect(ESCALATIONS), protect(CHECKS)]
