from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.my_progress.protected import DAY_NOTES, RELEASES, SESSION_WORDS


class Migration(migrations.Migration):
    dependencies = [("my_progress", "0001_initial")]
    operations = [protect(RELEASES), protect(DAY_NOTES), protect(SESSION_WORDS)]
