from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.exports.protected import ORIGINS


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial")]

    operations = [protect(ORIGINS)]
