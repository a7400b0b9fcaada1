# Versions of a release: what it has said.

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0028_press_requests'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReleaseVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('published_at', models.DateTimeField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='newsroom.pressreleasepage')),
            ],
        ),
        migrations.CreateModel(
            name='VersionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('published_at', models.DateTimeField()),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('marks', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField())),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='newsroom.releaseversion')),
            ],
        ),
        migrations.AddConstraint(
            model_name='releaseversion',
            constraint=models.UniqueConstraint(fields=('release', 'number'), name='one_row_a_version'),
        ),
        migrations.AddIndex(
            model_name='versiontext',
            index=django.contrib.postgres.indexes.GinIndex(fields=['marks'], name='versiontext_marks'),
        ),
        migrations.AddConstraint(
            model_name='versiontext',
            constraint=models.UniqueConstraint(fields=('version', 'language'), name='one_text_a_language_and_version'),
        ),
    ]
