"""The doors of the admin. django-allauth does the work; here is what this site decides about it."""
