"""Readers under embargo accepted, and were sent, the hour that holds when this migration runs."""

from django.db import migrations, models


def remember_hours(apps, schema_editor) -> None:
    Revision = apps.get_model("wagtailcore", "Revision")
    PersonalAccess = apps.get_model("newsroom", "PersonalAccess")
    OutboxEntry = apps.get_model("newsroom", "OutboxEntry")
    approved = Revision.objects.filter(
        base_content_type__app_label="newsroom",
        base_content_type__model="bilingualpage",
        approved_go_live_at__isnull=False,
    )
    hours = dict(approved.values_list("object_id", "approved_go_live_at"))
    for access in PersonalAccess.objects.filter(purpose="embargo"):
        hour = hours.get(str(access.release_id))
        if hour is None:
            continue
        if access.accepted_at is not None:
            PersonalAccess.objects.filter(pk=access.pk).update(accepted_hour=hour)
        sent = OutboxEntry.objects.filter(
            consequence="access_link", detail__access=str(access.pk), delivered_at__isnull=False
        )
        for entry in sent:
            entry.detail["told"] = hour.isoformat()
            entry.save(update_fields=["detail"])


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0022_specialty_rpps_codes"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="personalaccess",
            name="accepted_hour",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="outboxentry",
            name="cause",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="outboxentry",
            name="consequence",
            field=models.CharField(
                choices=[
                    ("published_mail", "Published Mail"),
                    ("english_published", "English Published"),
                    ("not_approved", "Not Approved"),
                    ("english_missing", "English Missing"),
                    ("purge", "Purge"),
                    ("guessed", "Guessed"),
                    ("access_link", "Access Link"),
                    ("hour_changed", "Hour Changed"),
                    ("outside_answer", "Outside Answer"),
                ],
                max_length=30,
            ),
        ),
        migrations.RunPython(remember_hours, migrations.RunPython.noop),
    ]
