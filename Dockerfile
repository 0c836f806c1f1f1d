# One image for web, worker, beat and the one-off preparation. Everything third-party comes from
# the locked lists; the image holds no embedded database and no test tool.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN python rectify/supervisor/bootstrap.py && rm -rf node_modules

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 rectify \
    && useradd --system --uid 10001 --gid rectify --home-dir /app rectify \
    && install -d -o rectify -g rectify /data
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 RECTIFY_VAR=/data
USER rectify
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "rectify.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "4", "--log-level", "warning", "--no-control-socket"]
