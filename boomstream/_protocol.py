"""The vendor's protocol without I/O: a call becomes a request; status, headers and body become fields or an error.

Vendor page: https://boomstream.com/api, section Conference.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final, Literal, TypeVar
from urllib.parse import quote, quote_plus, urlencode
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pydantic import BaseModel, ValidationError

from boomstream.errors import (
    BoomstreamError,
    KeyRefused,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    UnreadableAnswer,
)

TransportName = Literal["get", "post"]
Fields = dict[str, object]
_Model = TypeVar("_Model", bound=BaseModel)

READS: Final = frozenset({"info", "list", "client/list", "client/info"})

# Servers refuse long request lines (8 KB is the usual limit), and the vendor documents POST for every method: a call
# whose address grows beyond this many bytes goes as POST whatever the chosen transport.
LONGEST_URL: Final = 7_000
LONGEST_MESSAGE: Final = 500
DEEPEST_NESTING: Final = 32
LONGEST_WAIT: Final = 86_400.0  # seconds; whoever names a later time means no time

# Names that differ from ours in more than case and underscores.
_VENDOR_NAMES: Final = {"starts_at": "startat", "link": "invitelink"}

_BAD = r"invalid|wrong|incorrect|unknown|bad|expired|missing|not found|required|empty|blocked"
_BAD_RU = r"невер|недейств|некоррект|неправил|неизвест|не найден|не указан|истек|заблокир|отсутств"
_KEY_WORD = r"\bapi[ _-]?key\b(?!=)"  # with a sign after it, it is an echoed address
_KEY_TEXT = re.compile(
    rf"(?:{_BAD})\b.{{0,20}}{_KEY_WORD}|{_KEY_WORD}.{{0,30}}\b(?:{_BAD})"
    rf"|(?:{_BAD_RU}).{{0,30}}(?:\bключ|{_KEY_WORD})|(?:\bключ|{_KEY_WORD}).{{0,30}}(?:{_BAD_RU})",
    re.IGNORECASE,
)
_MISSING_TEXT = re.compile(
    r"not found|no such|does ?n[o']t exist|does not exist|не найден|не существует|не обнаружен", re.IGNORECASE
)
_SECRET_VALUE = re.compile(r"""((?:apikey|jwt)(?:=|["']\s*:\s*["']))[^\s&"'<>]+""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """One of the ten methods (`client/list`); the parameters, in the vendor's words, are personal: not in the repr."""

    method: str
    params: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def changes(self) -> bool:
        """Whether asking twice differs from asking once."""
        return self.method not in READS


@dataclass(frozen=True, slots=True)
class Request:
    """What goes over the wire. The address or the headers hold the key, so the repr shows neither."""

    verb: Literal["GET", "POST"]
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)
    changes: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the body echoes the key (`RequestURI`), so the repr does not show it."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def build(call: Call, *, base_url: str, key: str, transport: TransportName) -> Request:
    """Mode 1 (all in the query string) for `get`; mode 2 (JSON body, key in a header) for `post` and long calls."""
    url = f"{base_url}/conference/{call.method}"
    if transport == "get":
        query = urlencode({"apikey": key, **call.params, "format": "json"}, quote_via=quote, errors="replace")
        if len(url) + 1 + len(query) <= LONGEST_URL:
            return Request("GET", f"{url}?{query}", {}, None, call.changes)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    return Request("POST", url, headers, json.dumps(dict(call.params)).encode(), call.changes)


def read(answer: Answer, *, key: str) -> Fields:
    """Return the fields of a successful answer: names in lower case without underscores, `RequestURI` dropped.

    Raises what `errors` describes. HTTP 404 is `NotFound` only when the vendor's own answer comes with it; a web page
    means that the address of the API is wrong, not the code: `UnreadableAnswer`.
    """
    _raise_for_http(answer)
    fields = _parse(answer.body)
    status = str(fields.get("status", "")).strip().lower() if fields else ""
    if status == "success" and answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return fields or {}
    if fields and status in {"failed", "fail", "error"}:
        raise _refusal(_message(fields, key), is_404=answer.status == HTTPStatus.NOT_FOUND)
    raise UnreadableAnswer(f"HTTP {answer.status} without an answer of the API in it")


def one(model: type[_Model], fields: Mapping[str, object]) -> _Model:
    """Read a flat answer or one row; raises `UnreadableAnswer` that names the fields, not their values."""
    values = {}
    for name in model.model_fields:
        vendor_name = _VENDOR_NAMES.get(name, name.replace("_", ""))
        if vendor_name in fields:
            values[name] = fields[vendor_name]
    try:
        return model.model_validate(values)
    except ValidationError as error:
        unreadable = ", ".join(sorted({str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}))
    # Raised outside of `except`: the validation error, with the answer in it, must not travel along as context.
    raise UnreadableAnswer(f"{model.__name__}: missing or unreadable {unreadable}")


def many(model: type[_Model], fields: Mapping[str, object], name: str) -> tuple[_Model, ...]:
    """Read a list of rows; one row may come without the list around it, no rows as null or "".

    An answer without the list is unreadable: taken for an empty one it would say that everything was deleted.
    """
    if name not in fields:
        raise UnreadableAnswer(f"{name}: the list is missing")
    rows = []
    for row in filter(None, _rows(fields.get(name))):
        if not isinstance(row, dict):
            raise UnreadableAnswer(f"{name}: a row is not an object")
        rows.append(one(model, row))
    return tuple(rows)


def _raise_for_http(answer: Answer) -> None:
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise RateLimited(_retry_after(answer.headers))
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise OutcomeUnknown(f"HTTP {answer.status}")
    if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise KeyRefused(f"HTTP {answer.status}")
    if HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST:
        raise UnreadableAnswer(
            f"HTTP {answer.status}: a redirect, not followed because it would carry the key elsewhere"
        )


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds. A date counts from the answer's own `Date`, so that no clock of ours is asked (RFC 9110, 10.2.3)."""
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text):
        return min(float(text), LONGEST_WAIT)
    try:
        until, sent = parsedate_to_datetime(text), parsedate_to_datetime(headers.get("Date", ""))
        return min(max(0.0, (until - sent).total_seconds()), LONGEST_WAIT)
    except (TypeError, ValueError, OverflowError):  # not a date, none at all, one of no calendar, one without a zone
        return None


def _refusal(message: str, *, is_404: bool) -> BoomstreamError:
    if _KEY_TEXT.search(message):
        return KeyRefused(message)
    if is_404 or _MISSING_TEXT.search(message):
        return NotFound(message)
    return Rejected(message)


def _message(fields: Fields, key: str) -> str:
    """Return the vendor's text without the key, should it be echoed, and of a length fit for a chat."""
    text = str(fields.get("message") or fields.get("error") or "no reason given")
    for form in {key, quote(key, safe=""), quote_plus(key)}:
        text = re.sub(re.escape(form), "[key]", text, flags=re.IGNORECASE)
    return _SECRET_VALUE.sub(r"\1[hidden]", " ".join(text.split()))[:LONGEST_MESSAGE]


def _rows(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and value:
        if set(value) == {"item"}:  # XML that came as JSON
            return _rows(value["item"])
        # PHP writes a list with gaps as an object: {"0": {…}, "2": {…}}.
        return list(value.values()) if all(isinstance(row, dict) for row in value.values()) else [value]
    if not value or (isinstance(value, str) and not value.strip()):
        return []
    return [value]


def _parse(body: bytes) -> Fields | None:
    value = _from_xml(body) if body.lstrip()[:1] == b"<" else _from_json(body)
    folded = _fold(value, DEEPEST_NESTING)
    if isinstance(folded, dict) and set(folded) == {"response"}:
        folded = folded["response"]
    return folded if isinstance(folded, dict) else None


def _from_json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _from_xml(body: bytes) -> object:
    try:
        return _element(fromstring(body, forbid_dtd=True), DEEPEST_NESTING)
    except (ParseError, DefusedXmlException, ValueError):
        return None


def _element(element: Element, depth: int) -> object:
    """Return text for a leaf, a list for `<Item>` children, else an object whose repeated children become lists."""
    if not len(element):
        return element.text or ""
    if depth == 0:
        return None
    children = [(child.tag, _element(child, depth - 1)) for child in element]
    if all(tag.lower() == "item" for tag, _ in children):
        return [value for _, value in children]
    by_name: dict[str, list[object]] = {}
    for tag, value in children:
        by_name.setdefault(tag, []).append(value)
    return {tag: values[0] if len(values) == 1 else values for tag, values in by_name.items()}


def _fold(value: object, depth: int) -> object:
    """Bring names to one form (`isModerator`, `is_moderator` → `ismoderator`), drop `RequestURI` with the key in it.

    Texts are made storable: JSON may hold halves of a surrogate pair and NUL, which no database and no chat takes.
    """
    if depth == 0:
        return None
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    if isinstance(value, list):
        return [_fold(item, depth - 1) for item in value]
    if not isinstance(value, dict):
        return value
    folded: Fields = {}
    for name, item in value.items():
        plain = str(name).lower().replace("_", "")
        # The same name in two cases: the one that says something wins.
        if plain != "requesturi" and (plain not in folded or not folded[plain]):
            folded[plain] = _fold(item, depth - 1)
    return folded
