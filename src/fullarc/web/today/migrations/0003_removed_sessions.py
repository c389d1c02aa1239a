import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0005_life_context"),
        ("today", "0002_calendars"),
    ]

    operations = [
        migrations.AlterField(
            model_name="broughtin",
            name="session",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="clients.session"),
        ),
    ]
