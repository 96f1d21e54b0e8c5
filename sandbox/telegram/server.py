"""The fake Telegram over HTTP. https://core.telegram.org/bots/api#making-requests"""

import hmac
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from aiohttp import web

from sandbox.telegram import AnswerLostError, ApiError, ConnectionDroppedError, TelegramSandbox, Upload
from sandbox.telegram.files import UPLOAD_LIMIT
from sandbox.telegram.long_poll import LongPoll

_REQUEST_LIMIT: Final = UPLOAD_LIMIT + 1024 * 1024  # room for the other parts of the form
_TOKEN: Final = re.compile(r"\d+:[\w-]+")
_UNAUTHORIZED: Final = 401

SANDBOX: Final = web.AppKey("sandbox", TelegramSandbox)
_POLL: Final = web.AppKey("poll", LongPoll)


def telegram_app(sandbox: TelegramSandbox) -> web.Application:
    """An application with the Bot API at /bot<token>/<method> and files at /file/bot<token>/<path>."""
    app = web.Application(client_max_size=_REQUEST_LIMIT, middlewares=[_answers])
    app[SANDBOX] = sandbox
    app.router.add_route("*", "/bot{token}/{method}", _call)
    app.router.add_get("/file/bot{token}/{path:.+}", _download)
    app.on_startup.append(_open_poll)
    app.on_shutdown.append(_close_poll)
    return app


@asynccontextmanager
async def serve_telegram(sandbox: TelegramSandbox, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Runs the server; yields its base URL. Ends at once even while a long poll is open."""
    runner = web.AppRunner(telegram_app(sandbox), access_log=None, shutdown_timeout=1, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _open_poll(app: web.Application) -> None:
    app[_POLL] = LongPoll(app[SANDBOX])


async def _close_poll(app: web.Application) -> None:
    app[_POLL].close()


@web.middleware
async def _answers(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Every error leaves as the Bot API's JSON."""
    try:
        return await handler(request)
    except ApiError as error:
        return web.json_response(error.to_json(), status=error.code)
    except (AnswerLostError, ConnectionDroppedError):
        if request.transport:
            request.transport.abort()
        return web.Response()
    except web.HTTPRequestEntityTooLarge as error:
        return web.json_response(ApiError(error.status, "Request Entity Too Large").to_json(), status=error.status)
    except web.HTTPNotFound as error:
        return web.json_response(ApiError(error.status, "Not Found").to_json(), status=error.status)


async def _call(request: web.Request) -> web.Response:
    sandbox = _authorized(request)
    params, files = await _read(request)
    method = request.match_info["method"]
    if method.lower() == "getupdates":
        result: Any = await request.app[_POLL].get_updates(params)
    else:
        result = sandbox.call(method, params, files)
    return web.json_response({"ok": True, "result": result})


def _authorized(request: web.Request) -> TelegramSandbox:
    sandbox = request.app[SANDBOX]
    token = request.match_info["token"]
    if not _TOKEN.fullmatch(token):
        raise web.HTTPNotFound
    if not hmac.compare_digest(token, sandbox.token):
        raise ApiError(_UNAUTHORIZED, "Unauthorized")
    return sandbox


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters may come in the query, as a form, as multipart with files, or as JSON."""
    params: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        params |= await _read_json(request)
        return params, files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
            value.file.close()
        else:
            params[name] = value if isinstance(value, str) else bytes(value).decode()
    return params, files


async def _read_json(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise ApiError(400, "Bad Request: can't parse JSON object", bug=True)
    return body


async def _download(request: web.Request) -> web.Response:
    stored = _authorized(request).files.at(request.match_info["path"])
    if stored is None:
        raise web.HTTPNotFound
    return web.Response(body=stored.content, content_type=stored.mime_type)
