from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.progress.protected import THRESHOLDS


class Migration(migrations.Migration):
    dependencies = [("progress", "0002_expectedcourses_replay_thresholds")]
    operations = [protect(THRESHOLDS)]
