"""Forms that are answered by Telegram's own pickers of people and chats."""

import secrets
from abc import abstractmethod
from typing import Generic, TypeVar

from telegram import ChatShared, UsersShared

from handlers.context import Context
from handlers.dialogue import FORMS, Form, admit
from services.dialogues import Dialogue, Values
from services.errors import AppError, ErrorCode
from views.screen import Screen

A = TypeVar("A", ChatShared, UsersShared)

PICKER = "picker"  # the value of a dialogue that says which picker is its own
_NUMBERS = 2**31 - 1  # Telegram's request_id has 32 bits and a sign


class PickerForm(Form, Generic[A]):
    """Answered by a picker, whose answer comes as a service message. In groups Telegram has none: a plain question.

    A picker can be used as long as its message is there, and each offers what its own question allows. So every
    question gives its picker a number, and no other picker answers it.
    """

    answer: type[A]
    has_picker = True

    def opening(self, values: Values) -> Values:
        """Give the question's picker its number."""
        return {**values, PICKER: str(1 + secrets.randbelow(_NUMBERS))}

    async def prompt(self, context: Context, dialogue: Dialogue) -> Screen:
        """The picker."""
        if not context.actor.in_private:
            return await super().prompt(context, dialogue)
        return self.picker(context, dialogue, int(dialogue.values[PICKER]))

    @abstractmethod
    def picker(self, context: Context, dialogue: Dialogue, request_id: int) -> Screen:
        """The question with its picker."""

    @abstractmethod
    async def picked(self, context: Context, dialogue: Dialogue, answer: A) -> None:
        """Do it and show the result, like `carry_out`."""

    def accepts(self, dialogue: Dialogue, text: str) -> bool:  # noqa: ARG002 (Form's signature)
        """A picker is not answered by words."""
        return False

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:  # noqa: ARG002 (Form's signature)
        """A typed text is no choice: the picker stays."""
        raise AppError(ErrorCode.GROUP_NEEDED)


async def shared(context: Context) -> None:
    """Something was picked (service message chat_shared or users_shared); raises DIALOGUE_OVER for an older picker."""
    message = context.message
    answer = (message.chat_shared or message.users_shared) if message else None
    current = await context.services.dialogues.current(context.actor)
    if answer is None or current is None or current.values.get(PICKER) != str(answer.request_id):
        raise AppError(ErrorCode.DIALOGUE_OVER)
    its_form = FORMS.get(current.form)
    if not isinstance(its_form, PickerForm) or not isinstance(answer, its_form.answer):
        raise AppError(ErrorCode.DIALOGUE_OVER)
    await admit(context, current)
    async with context.services.dialogues.carrying_out(current):
        await its_form.picked(context, current, answer)
