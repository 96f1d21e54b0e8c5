"""A fake Telegram: people, chats and a Bot API that checks what the real one checks. No I/O in here."""

from sandbox.telegram.chats import GroupChat, Member, PrivateChat
from sandbox.telegram.errors import AnswerLostError, ApiError, ConnectionDroppedError, NotVisibleError, Violation
from sandbox.telegram.files import Upload
from sandbox.telegram.messages import Chat, Message
from sandbox.telegram.model import Button, User
from sandbox.telegram.people import Person
from sandbox.telegram.presses import Answer, Press
from sandbox.telegram.sandbox import TelegramSandbox
from sandbox.telegram.surroundings import Change
from sandbox.telegram.world import Call

__all__ = [
    "Answer",
    "AnswerLostError",
    "ApiError",
    "Button",
    "Call",
    "Change",
    "Chat",
    "ConnectionDroppedError",
    "GroupChat",
    "Member",
    "Message",
    "NotVisibleError",
    "Person",
    "Press",
    "PrivateChat",
    "TelegramSandbox",
    "Upload",
    "User",
    "Violation",
]
