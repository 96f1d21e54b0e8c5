"""Which proxy leads to an address, and whether it is there."""

import asyncio
import errno
from contextlib import suppress
from urllib.request import getproxies, proxy_bypass

from yarl import URL

SCHEMES = ("http", "https", "socks4", "socks5", "socks5h")
_ANSWERS_WITHIN = 5.0  # seconds


def checked(text: str) -> str:
    """A proxy's address; raises ValueError that says how one looks."""
    with suppress(ValueError):
        url = URL(text.strip())
        if url.scheme in SCHEMES and url.host and url.explicit_port:
            return text.strip().rstrip("/")
    raise ValueError("an address such as socks5://127.0.0.1:1080 or http://127.0.0.1:3128")


def proxy_for(url: str, given: str | None) -> str | None:
    """The given proxy, else what HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say about the address.

    Raises ValueError for one in the environment that can't be understood.
    """
    if given is not None:
        return given
    target = URL(url)
    proxies = getproxies()
    found = proxies.get(target.scheme) or proxies.get("all")
    if not found or proxy_bypass(target.host or ""):
        return None
    try:
        return checked(found if "://" in found else f"http://{found}")  # as curl reads it
    except ValueError as error:
        raise ValueError(f"the proxy in the environment must be {error}") from None


async def why_closed(proxy: str | None) -> str | None:
    """What is wrong with a proxy at whose port nobody listens; one that is only slow may be there later."""
    if proxy is None:
        return None
    url = URL(proxy)
    place = f"{url.host}:{url.port}"
    try:
        async with asyncio.timeout(_ANSWERS_WITHIN):
            _, writer = await asyncio.open_connection(url.host, url.port)
        writer.close()
    except ConnectionRefusedError:
        return f"nobody listens at {place}. Start the proxy, or name another one."
    except OSError as error:
        if error.errno in {errno.EADDRNOTAVAIL, errno.EINVAL}:
            return f"{place} is no address. Name another one."
    return None
