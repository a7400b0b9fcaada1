from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_content'),
    ]

    operations = [
        migrations.AddField(
            model_name='affiliation',
            name='is_in_register',
            field=models.BooleanField(default=False, editable=False, help_text='The last import found it: an end that somebody typed since is not undone by the next one.'),
        ),
    ]
