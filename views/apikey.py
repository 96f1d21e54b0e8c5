"""The key's screens. The key itself never appears: only its last four characters."""

from services.model import Actor, KeyTest, Workspace
from views.actions.apikey import (
    AskForgetKey,
    CheckKey,
    ConnectMentioned,
    EnterKey,
    ForgetKey,
    LeaveMentioned,
    ShowKey,
)
from views.actions.conferences import ListConferences
from views.actions.dialogue import TakeAsAnswer
from views.deep_links import EnterKeyOf, address
from views.i18n import Translator
from views.keyboards import PRIMARY, button, confirmation, keyboard, link, menu
from views.screen import Screen
from views.typed import TITLE, named


def overview(tr: Translator, actor: Actor, bot_username: str) -> Screen:
    """Whether a key is connected, and what can be done with it."""
    tail = actor.workspace.key_tail
    enter = (
        button(tr.plain("button-key-connect" if tail is None else "button-key-replace"), EnterKey(), style=PRIMARY)
        if actor.in_private
        else link(
            tr.plain("button-key-connect" if tail is None else "button-key-replace"),
            address(bot_username, EnterKeyOf(actor.workspace.id)),
        )
    )
    if tail is None:
        text = tr("key-none") if actor.in_private else tr("key-none-group")
        return Screen(text, keyboard([enter], menu(tr)))
    return Screen(
        tr("key-connected", tail=tail),
        keyboard(
            [button(tr.plain("button-key-test"), CheckKey()), enter],
            [button(tr.plain("button-key-forget"), AskForgetKey())],
            menu(tr),
        ),
    )


def question(tr: Translator, workspace: Workspace) -> Screen:
    """Ask for the key."""
    if workspace.chat_id < 0:
        return Screen(tr("key-ask-for", group=named(workspace.title, TITLE)))
    return Screen(tr("key-ask"))


def connected(tr: Translator, test: KeyTest, workspace: Workspace) -> Screen:
    """The key works and is stored."""
    if workspace.chat_id < 0:
        text = tr("key-works-for", tail=test.tail, count=test.conferences, group=named(workspace.title, TITLE))
        return Screen(text)
    return Screen(
        tr("key-works", tail=test.tail, count=test.conferences),
        keyboard(
            [button(tr.plain("button-conferences"), ListConferences(1, 0), style=PRIMARY)],
            menu(tr),
        ),
    )


def tested(tr: Translator, test: KeyTest) -> Screen:
    """The stored key still works."""
    return Screen(
        tr("key-tested", tail=test.tail, count=test.conferences), keyboard([button(tr.plain("button-back"), ShowKey())])
    )


def ask_forget(tr: Translator, actor: Actor) -> Screen:
    """Confirm before the key is erased."""
    return Screen(
        tr("key-forget-ask", tail=actor.workspace.key_tail or ""),
        confirmation(tr.plain("button-key-forget"), ForgetKey(), tr.plain("button-back"), ShowKey(), dangerous=True),
    )


def forgotten(tr: Translator) -> Screen:
    """The key is gone."""
    return Screen(tr("key-forgotten"), keyboard(menu(tr)))


def dropped(tr: Translator, *, dropped: str, kept: str) -> Screen:
    """Of two keys of one chat the other one stayed; both by their last four characters."""
    return Screen(tr("key-dropped", dropped=dropped, kept=kept))


def leaked(tr: Translator, *, deleted: bool) -> Screen:
    """A key was posted in a group."""
    return Screen(tr("key-leaked-deleted") if deleted else tr("key-leaked"))


def ask_whether_meant(tr: Translator, actor: Actor, tail: str, *, key: int, answer: int) -> Screen:
    """Something like a key was mentioned; `key` and `answer` are phrases, `answer` 0 when no question is open."""
    old = actor.workspace.key_tail
    text = tr("key-mentioned", tail=tail) if old is None else tr("key-mentioned-replace", tail=tail, old=old)
    left = (
        button(tr.plain("button-key-is-answer"), TakeAsAnswer(answer))
        if answer
        else button(tr.plain("button-key-leave"), LeaveMentioned(key))
    )
    connect = "button-key-connect" if old is None else "button-key-replace"
    return Screen(text, keyboard([button(tr.plain(connect), ConnectMentioned(key))], [left]))


def mentioned_left(tr: Translator) -> Screen:
    """It was no key, or not to be used."""
    return Screen(tr("key-mentioned-left"), keyboard(menu(tr)))
