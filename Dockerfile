FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock pyproject.toml ./
# One lock serves people, tests and this image, so it holds the development tools too. All of it is fetched and checked
# against the hashes; from these files alone, what the bot itself needs is installed.
RUN pip download --no-cache-dir --require-hashes --requirement requirements.lock --dest wheels
RUN python -m venv --without-pip /venv \
    && python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
        > runtime.txt \
    && pip --python /venv/bin/python install --no-cache-dir --no-index --find-links wheels --requirement runtime.txt

FROM python:3.11-slim
RUN groupadd --system --gid 10001 bot \
    && useradd --system --uid 10001 --gid bot --no-create-home bot \
    && install --directory --owner bot --group bot --mode 0700 /data
COPY --from=build /venv /venv
WORKDIR /app
# .dockerignore lets in the product and nothing else.
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE=/data/bot.db
USER bot
VOLUME /data
# The bot then takes nothing new and lets begun work finish, for up to 20 seconds.
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "run"]
