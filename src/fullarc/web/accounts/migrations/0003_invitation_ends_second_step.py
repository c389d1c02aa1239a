from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_client_side"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="ends_second_step",
            field=models.BooleanField(default=False),
        ),
    ]
