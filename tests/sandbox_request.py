"""The bot's road to the fake Telegram without a network: everything above it is the real python-telegram-bot."""

import asyncio
import json
import re
from typing import Any, Final

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from sandbox.telegram import AnswerLostError, ApiError, ConnectionDroppedError, TelegramSandbox, Upload
from sandbox.telegram.long_poll import LongPoll

_CALL: Final = re.compile(r".*/bot(?P<token>[^/]+)/(?P<method>\w+)")
_DOWNLOAD: Final = re.compile(r".*/file/bot(?P<token>[^/]+)/(?P<path>.+)")


class SandboxRequest(BaseRequest):
    """Give one to `Application.builder().request(…)` and one to `.get_updates_request(…)`; or one to a `Bot`."""

    def __init__(self, sandbox: TelegramSandbox) -> None:
        self._sandbox = sandbox
        self._poll: LongPoll | None = None

    @property
    def read_timeout(self) -> float | None:
        return 5

    async def initialize(self) -> None:
        self._poll = self._poll or LongPoll(self._sandbox)

    async def shutdown(self) -> None:
        if self._poll:
            self._poll.close()
        self._poll = None

    async def do_request(  # noqa: PLR0917 - the signature is the library's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        download = _DOWNLOAD.fullmatch(url)
        if download:
            stored = self._sandbox.files.at(download["path"])
            return (200, stored.content) if stored else (404, b'{"ok":false,"description":"Not Found"}')
        call = _CALL.fullmatch(url)
        if call is None or call["token"] != self._sandbox.token:
            return 401, json.dumps(ApiError(401, "Unauthorized").to_json()).encode()
        try:
            result = await self._call(call["method"], request_data)
        except ApiError as error:
            return error.code, json.dumps(error.to_json()).encode()
        except AnswerLostError:
            raise TimedOut from None
        except ConnectionDroppedError:
            raise NetworkError("aiohttp.ServerDisconnectedError") from None
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def _call(self, method: str, data: RequestData | None) -> Any:
        params = data.json_parameters if data else {}
        if method == "getUpdates":
            if self._poll is None:
                raise NetworkError("the request is not initialized")
            return await self._poll.get_updates(params)
        await asyncio.sleep(0)  # the network is where other tasks get their turn
        return self._sandbox.call(method, params, _uploads(data))


def _uploads(data: RequestData | None) -> dict[str, Upload]:
    if data is None or not data.contains_files:
        return {}
    uploads = {}
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        body = content if isinstance(content, bytes) else content.read()
        uploads[name] = Upload(file_name, body, mime_type)
    return uploads
