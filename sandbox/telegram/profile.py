"""Command menus and the bot's profile, each per language. https://core.telegram.org/bots/api#setmycommands"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.telegram.chats import GroupChat
from sandbox.telegram.messages import Chat
from sandbox.telegram.model import User
from sandbox.telegram.text import Json

Scope = tuple[str, int, int]  # type, chat, user; zeros where the type has none


@dataclass(slots=True)
class Profile:
    """What the bot shows of itself, by (what, language)."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    def text(self, what: str, language: str) -> str:
        """The text in that language, else the one for all languages."""
        return self.texts.get((what, language)) or self.texts.get((what, ""), "")

    def set_text(self, what: str, language: str, text: str) -> None:
        """An empty text removes what was set for the language."""
        self.texts.pop((what, language), None)
        if text:
            self.texts[what, language] = text

    def menu(self, user: User, chat: Chat) -> list[Json]:
        """What `user` sees in `chat`: the first list in Telegram's order of precedence.

        https://core.telegram.org/bots/api#determining-list-of-commands
        """
        language = user.language_code or ""
        for scope in _narrow_to_wide(user, chat):
            for code in (language, ""):
                commands = self.commands.get((scope, code))
                if commands:
                    return commands
        return []


def _narrow_to_wide(user: User, chat: Chat) -> Iterator[Scope]:
    if isinstance(chat, GroupChat):
        yield "chat_member", chat.id, user.id
        if chat.is_admin(user.id):
            yield "chat_administrators", chat.id, 0
        yield "chat", chat.id, 0
        if chat.is_admin(user.id):
            yield "all_chat_administrators", 0, 0
        yield "all_group_chats", 0, 0
    else:
        yield "chat", chat.id, 0
        yield "all_private_chats", 0, 0
    yield "default", 0, 0
