from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.safety.protected import ASSESSMENTS, PLANS


class Migration(migrations.Migration):
    dependencies = [("safety", "0001_initial")]
    operations = [protect(PLANS), protect(ASSESSMENTS)]
