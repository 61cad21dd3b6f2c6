# Fonts and outlines come from npm, scripts are joined; nothing of Node is in the final image.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY bin/build-body-map.mjs bin/build-scripts.mjs bin/
COPY static/js static/js
RUN node bin/build-body-map.mjs && node bin/build-scripts.mjs && npm prune --omit=dev

FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=config.settings.prod \
    STATIC_ROOT=/app/collected \
    LEVELSET_DATA=/data
WORKDIR /app

COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes --no-deps -r requirements/base.txt

COPY --from=packages /app/node_modules node_modules
COPY . .
COPY --from=packages /app/templates/imbalances/_body_outlines.html templates/imbalances/
COPY --from=packages /app/templates/assessments/_silhouette.html templates/assessments/
COPY --from=packages /app/static/built static/built

# The key is only for this step: nothing that is collected depends on it.
RUN SECRET_KEY=collecting-static-files-needs-a-key-that-nobody-uses-afterwards \
    DATABASE_URL=postgres://nobody@nowhere/nothing \
    python manage.py collectstatic --no-input \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin levelset \
    && install -d -o levelset -g levelset -m 0700 /data
USER levelset
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "config.health", "http://127.0.0.1:8000/health/"]
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
