from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0021_pages_not_live'),
    ]

    operations = [
        migrations.AddField(
            model_name='specialty',
            name='rpps_codes',
            field=models.TextField(blank=True, help_text='As in the RPPS extract, one a line: SM04. The import gives this specialty to whoever has one of them; a code that no specialty has gives none.', verbose_name='codes of the national register'),
        ),
    ]
