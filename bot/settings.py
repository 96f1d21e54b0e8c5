"""The operator's settings: environment variables or a `.env` file, checked before anything starts."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, TypeAdapter, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import env_file
from bot.env_file import EnvFileError
from bot.proxies import checked


class SettingsError(Exception):
    """Everything that is wrong with the settings, one line each; never with a secret's value."""


_HTTP_URL = TypeAdapter(HttpUrl)


def _url(text: str) -> str:
    return str(_HTTP_URL.validate_python(text)).rstrip("/")


Url = Annotated[str, AfterValidator(_url)]


Proxy = Annotated[str, AfterValidator(checked)]

_ENV_FILE = Path(".env")
_WRAPPING = "\ufeff\u200b\u2060 \t\r\n\"'“”«»"


def _place(path: Path) -> Path:
    if path.is_dir():
        raise ValueError(f"{path} is a folder: name a file in it, such as {path / 'bot.db'}")
    there = next(folder for folder in path.absolute().parents if folder.exists())
    if not there.is_dir():
        raise ValueError(f"{there} is a file, and no folder that a database could lie in")
    if not os.access(there, os.W_OK):
        raise ValueError(f"nothing can be written into {there}")
    return path


class Settings(BaseSettings):
    """Names are the environment's, in lower case."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    bot_token: SecretStr = Field(description="the bot's token, from @BotFather")
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database: Annotated[Path, AfterValidator(_place)] = Path("data/bot.db")
    secret_key: SecretStr | None = None
    boomstream_url: Url = "https://boomstream.com/api"
    boomstream_transport: Literal["get", "post"] = "get"
    boomstream_timeout: float = Field(default=15.0, gt=0, le=300)
    telegram_api_url: Url = "https://api.telegram.org"
    telegram_proxy: Proxy | None = Field(default=None, repr=False)  # an address may have a password in it
    boomstream_proxy: Proxy | None = Field(default=None, repr=False)
    default_language: Literal["ru", "en"] = "en"
    open_registration: bool = False
    keep_requests_days: int = Field(default=180, ge=1, le=3650)
    keep_log_days: int = Field(default=365, ge=1, le=3650)
    keep_people_days: int = Field(default=90, ge=1, le=3650)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @field_validator("*", mode="before")
    @classmethod
    def _unwrapped(cls, value: Any) -> Any:
        """Quotation marks and spaces come along where a shell or `docker --env-file` does not take them off."""
        return value.strip(_WRAPPING) if isinstance(value, str) else value

    @field_validator("bot_token")
    @classmethod
    def _token_has_its_shape(cls, token: SecretStr) -> SecretStr:
        number, colon, secret = token.get_secret_value().partition(":")
        if not (colon and number.isdigit() and secret):
            raise ValueError("should look like 123456:ABC-DEF…, as @BotFather gives it")
        return token

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids_from_commas(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdigit() for part in parts):
            raise ValueError("should be comma-separated numbers, such as 12345,67890")
        return frozenset(int(part) for part in parts)

    @field_validator("log_level", "log_format", "boomstream_transport", "default_language", mode="before")
    @classmethod
    def _any_case(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value


def load(*, file: Path | None = _ENV_FILE, **overrides: Any) -> Settings:
    """Read and check all settings; raises SettingsError that names every problem at once.

    `file`: what the environment does not say is read from it, as far as it is there.
    """
    try:
        return Settings(**_unsaid(file) | overrides)
    except EnvFileError as error:
        raise SettingsError(str(error)) from None
    except ValidationError as error:
        raise SettingsError("\n".join(_problem(detail) for detail in error.errors(include_input=False))) from None


def _unsaid(file: Path | None) -> dict[str, str]:
    """The settings in the file, but for those that the environment has: it wins."""
    said = {name.lower() for name, value in os.environ.items() if value}
    found = env_file.read(file) if file else {}
    return {name: value for name, value in found.items() if name in Settings.model_fields and name not in said}


def _problem(detail: Mapping[str, Any]) -> str:
    name = str(detail["loc"][0]).upper()
    if detail["type"] == "missing":
        return f"{name} is missing: {Settings.model_fields[name.lower()].description}"
    return f"{name}: {str(detail['msg']).removeprefix('Value error, ')}"
