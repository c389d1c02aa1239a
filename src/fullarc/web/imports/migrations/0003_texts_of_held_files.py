from django.db import migrations

import fullarc.web.encryption.fields


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_kept_mappings"),
    ]

    operations = [
        migrations.AddField(
            model_name="heldfile",
            name="texts",
            field=fullarc.web.encryption.fields.EncryptedJSON(null=True),
        ),
    ]
