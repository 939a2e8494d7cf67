# Two stages: packages are installed in the first, the second has neither pip's cache nor build tools.
ARG PYTHON=3.11
FROM python:${PYTHON}-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes --only-binary=:all: -r requirements.txt

FROM python:${PYTHON}-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=asn_portal.settings.production \
    VAR_DIR=/var/lib/portal \
    STATIC_ROOT=/app/staticfiles
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin portal \
    && install --directory --owner=portal --group=portal /var/lib/portal /var/lib/portal/media
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY . .
# The values only satisfy the strict settings while the files are collected; nothing of them stays in the image.
RUN VAR_DIR=/tmp/build SECRET_KEY=only-while-the-image-is-built-and-nowhere-else \
    DATABASE_URL=postgres://build@localhost/build REDIS_URL=redis://localhost ALLOWED_HOSTS=localhost \
    PUBLIC_URL=https://localhost \
    python manage.py collectstatic --noinput --verbosity 0 && rm -r /tmp/build
USER portal
VOLUME /var/lib/portal
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s \
    CMD ["python", "asn_portal/setup/healthcheck.py"]
CMD ["gunicorn", "asn_portal.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "3", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--max-requests", "2000", "--max-requests-jitter", "200", "--no-control-socket"]
