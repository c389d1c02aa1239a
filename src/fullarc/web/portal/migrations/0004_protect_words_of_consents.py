from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.portal.protected import CONSENT_WORDS


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_consentwords")]
    operations = [protect(CONSENT_WORDS)]
