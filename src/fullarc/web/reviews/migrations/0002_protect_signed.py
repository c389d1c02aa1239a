from django.db import migrations

from fullarc.web.audit.triggers import protect
from fullarc.web.reviews.protected import REVIEWS


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [protect(REVIEWS)]
