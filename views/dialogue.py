"""Questions of a dialogue, in private with buttons, in groups as a message to reply to."""

from markupsafe import Markup
from telegram import ForceReply

from services.model import Actor
from services.names import is_blank
from views.actions.dialogue import CancelDialogue, ConfirmDialogue, SkipStep, StepBack, TakeAsAnswer
from views.callback_data import Action
from views.i18n import Translator
from views.keyboards import SUCCESS, button, keyboard, menu
from views.screen import Screen
from views.typed import BUTTON, DESCRIPTION, TITLE, clip, named, quote

_PLACEHOLDER = 64


def question(tr: Translator, actor: Actor, text: Markup, *, dialogue: int, step: int, empty: str | None) -> Screen:
    """Ask for a value. `step` is the question's number from 0, `empty` the text of the button that leaves it empty.

    A group's privacy mode hides messages from the bot unless they reply to it.
    """
    if not actor.in_private:
        hint = tr("dialogue-hint-optional") if empty else tr("dialogue-hint")
        placeholder = clip(tr.plain("dialogue-placeholder"), _PLACEHOLDER)
        return Screen(
            Markup("\n\n").join([text, hint]), ForceReply(selective=True, input_field_placeholder=placeholder)
        )
    named = buttons(tr, dialogue=dialogue, step=step, empty=empty)
    row = [button(name, action) for name, action in named]
    skip, others = (row[1:2], [row[0], row[2]]) if step and empty else ([], row)  # a phone cuts off three in a row
    return Screen(text, keyboard(skip, others))


def buttons(tr: Translator, *, dialogue: int, step: int, empty: str | None) -> list[tuple[str, Action]]:
    """What may be done with a question but answering it: the names and what they do."""
    named: list[tuple[str, Action]] = [(tr.plain("button-back"), StepBack(dialogue, step))] if step else []
    if empty:
        named.append((tr.plain(empty), SkipStep(dialogue, step)))
    return [*named, (tr.plain("button-cancel"), CancelDialogue(dialogue))]


def confirm_create(tr: Translator, *, dialogue: int, step: int, title: str, description: str) -> Screen:
    """What will be created."""
    lines = [tr("create-confirm", title=named(title, TITLE))]
    if description:
        lines.append(quote(description, DESCRIPTION))
    return Screen(
        Markup("\n").join(lines),
        keyboard(
            [button(tr.plain("button-create-really"), ConfirmDialogue(dialogue), style=SUCCESS)],
            [
                button(tr.plain("button-back"), StepBack(dialogue, step)),
                button(tr.plain("button-cancel"), CancelDialogue(dialogue)),
            ],
        ),
    )


def ask_anew(tr: Translator, question: Markup, present: str) -> Markup:
    """A question for a new value, with the present one to copy; nothing of it where there is none."""
    if is_blank(present):
        return question
    value = Markup("<pre>{}</pre>").format(clip(present, DESCRIPTION))
    return Markup("\n\n").join([question, tr("edit-present", value=value)])


def cancelled(tr: Translator) -> Screen:
    """The dialogue was left."""
    return Screen(tr("dialogue-cancelled"), keyboard(menu(tr)))


def left(tr: Translator, said: str, *, phrase: int) -> Screen:
    """The dialogue was left by a word that could be meant as the answer."""
    name = tr.plain("button-take-as-answer", text=named(said, BUTTON // 2))
    return Screen(tr("dialogue-cancelled"), keyboard([button(name, TakeAsAnswer(phrase))], menu(tr)))


def nothing_to_cancel(tr: Translator) -> Screen:
    """There was no dialogue."""
    return Screen(tr("dialogue-none"), keyboard(menu(tr)))
