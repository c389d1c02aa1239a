from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.plans.protected import CONSENTS, FORMULATIONS, PLANS


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_formulation_and_plan")]
    operations = [protect(PLANS), protect(FORMULATIONS), protect(CONSENTS)]
