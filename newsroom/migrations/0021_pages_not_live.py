from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0020_one_approval_of_each_text")]

    operations = [
        migrations.AddIndex(
            model_name="bilingualpage",
            index=models.Index(
                condition=models.Q(("live", False)), fields=["id"], name="bilingualpage_not_live"
            ),
        ),
        migrations.AlterField(
            model_name="heartbeat",
            name="worker",
            field=models.CharField(
                choices=[("publisher", "Publisher"), ("outbox", "Outbox"), ("words", "Words")],
                max_length=20,
                primary_key=True,
                serialize=False,
            ),
        ),
    ]
