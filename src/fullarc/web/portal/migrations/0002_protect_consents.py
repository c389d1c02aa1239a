from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.portal.protected import CONSENTS


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]
    operations = [protect(CONSENTS)]
