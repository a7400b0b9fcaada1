FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home newsroom && mkdir /data && chown newsroom /data
COPY --from=build /venv /venv
WORKDIR /app
COPY . .
USER newsroom
ENV DJANGO_SETTINGS_MODULE=aphp_site.settings.production PATH=/venv/bin:$PATH
EXPOSE 8000
CMD ["sh", "-c", "python manage.py migrate --noinput && python manage.py collectstatic --noinput && exec granian --interface wsgi --host 0.0.0.0 --port 8000 --workers 2 aphp_site.wsgi:application"]
