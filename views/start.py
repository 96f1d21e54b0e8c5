"""The start screen, help, language: what fits who you are and where."""

from collections.abc import Sequence

from markupsafe import Markup

from services.access import Permission, can
from services.model import LANGUAGE_NAMES, Actor, ChatKind, Workspace
from views.actions.apikey import EnterKey, ShowKey
from views.actions.conferences import CreateConference, ListConferences
from views.actions.start import SetLanguage, ShowHelp, ShowLanguages
from views.deep_links import EnterKeyOf, address
from views.i18n import Translator
from views.keyboards import PRIMARY, Row, button, copy, keyboard, link, menu
from views.screen import Screen
from views.typed import TITLE, as_html, named

_PLACES = 10
_LATER_CHAPTERS = (
    ("help-links", ("help-open", "help-close", "help-requests", "help-moderators")),
    ("help-set-up", ("help-edit", "help-delete", "help-settings", "help-apikey", "help-admins", "help-log")),
    (
        "help-about-me",
        ("help-my", "help-privacy", "help-forget", "help-language", "help-cancel", "help-help", "help-start"),
    ),
)


def welcome(
    tr: Translator, actor: Actor, *, elsewhere: Sequence[Workspace], may_register: bool, bot_username: str
) -> Screen:
    """What to do first. `may_register`: who has no rights yet gets them here by connecting a key."""
    if not can(actor, Permission.MODERATE):
        newcomer = may_register and not elsewhere and actor.workspace.key_tail is None
        return _connect(tr, actor, bot_username) if newcomer else _stranger(tr, actor, elsewhere)
    if actor.workspace.key_tail is not None:
        return _menu(tr, actor)
    if not can(actor, Permission.ADMINISTER):
        return Screen(tr("start-no-key-moderator"))
    return _connect(tr, actor, bot_username)


def _stranger(tr: Translator, actor: Actor, elsewhere: Sequence[Workspace]) -> Screen:
    rows = [[button(tr.plain("button-language"), ShowLanguages())]]
    if elsewhere:
        lines = [Markup("• {}").format(as_html(named(place.title, TITLE))) for place in elsewhere[:_PLACES]]
        if len(elsewhere) > _PLACES:
            lines.append(tr("start-elsewhere-more", count=len(elsewhere) - _PLACES))
        return Screen(tr("start-elsewhere", places=Markup("\n").join(lines)), keyboard(*rows))
    return Screen(
        tr("start-stranger", id=str(actor.user_id)),
        keyboard(copy(tr.plain("button-copy-id"), str(actor.user_id)), *rows),
    )


def _connect(tr: Translator, actor: Actor, bot_username: str) -> Screen:
    rows = [
        [button(tr.plain("button-help"), ShowHelp()), button(tr.plain("button-language"), ShowLanguages())],
    ]
    if actor.chat_kind is ChatKind.PRIVATE:
        connect = button(tr.plain("button-key-connect"), EnterKey(), style=PRIMARY)
        return Screen(tr("start-no-key"), keyboard([connect], *rows))
    return Screen(
        tr("start-no-key-group"),
        keyboard([link(tr.plain("button-key-connect"), address(bot_username, EnterKeyOf(actor.workspace.id)))], *rows),
    )


def _menu(tr: Translator, actor: Actor) -> Screen:
    rows: list[Row] = [[button(tr.plain("button-conferences"), ListConferences(1, 0), style=PRIMARY)]]
    if can(actor, Permission.ORGANIZE):
        rows.append([button(tr.plain("button-create"), CreateConference())])
    last = [button(tr.plain("button-help"), ShowHelp()), button(tr.plain("button-language"), ShowLanguages())]
    if can(actor, Permission.ADMINISTER):
        last.insert(0, button(tr.plain("button-key"), ShowKey()))
    return Screen(tr("start-menu"), keyboard(*rows, last))


def _chapters(keys: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The commands under their headings; one that no chapter names is of every day."""
    elsewhere = {key for _, its_own in _LATER_CHAPTERS for key in its_own}
    chapters = [("help-every-day", [key for key in keys if key not in elsewhere])]
    chapters += [(heading, [key for key in keys if key in its_own]) for heading, its_own in _LATER_CHAPTERS]
    return [(heading, its_own) for heading, its_own in chapters if its_own]


def help_screen(tr: Translator, actor: Actor, lines: Sequence[tuple[Permission, str]]) -> Screen:
    """The commands that the actor may use, by what one does; `lines` are the permission and the text key of each."""
    parts = [tr("help-head")]
    for heading, keys in _chapters([key for permission, key in lines if can(actor, permission)]):
        parts.append(Markup("\n").join([tr(heading), *map(tr, keys)]))
    if can(actor, Permission.MODERATE):
        parts.append(tr("help-conference"))
    return Screen(Markup("\n\n").join(parts), keyboard(menu(tr)))


def languages(tr: Translator, actor: Actor) -> Screen:
    """The choice of languages; a mark says which one was chosen, not which one is guessed."""
    buttons = [
        button(("✓ " if actor.language_kept and language == tr.language else "") + name, SetLanguage(language))
        for language, name in LANGUAGE_NAMES.items()
    ]
    return Screen(tr("language-ask") if actor.in_private else tr("language-ask-group"), keyboard(buttons))


def language_set(tr: Translator) -> Screen:
    """Said in the new language."""
    return Screen(tr("language-set"), keyboard(menu(tr)))
