"""The engine of all forms: asks the questions, takes the answers, goes back, skips, cancels, carries out once."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from markupsafe import Markup
from telegram import InlineKeyboardMarkup, ReplyKeyboardRemove

from handlers.arguments import is_nothing
from handlers.context import Context
from handlers.rights import Needs, demand
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue, Values
from services.errors import AppError, ErrorCode
from services.names import is_blank
from views import dialogue as view
from views import errors
from views.actions.dialogue import CancelDialogue, ConfirmDialogue, SkipStep, StepBack
from views.callback_data import Action, unpack
from views.i18n import Translator
from views.screen import Screen

CONFIRM = "confirm"
PRESENT = "present"  # among the values: what is about to be changed
# The value that says which workspace a form is about, where that may be another than this chat's.
WORKSPACE = "workspace"


def read_text(text: str) -> str:
    """An answer in words; raises AppError(VALUE_EMPTY) when there is nothing to see in it."""
    if is_blank(text):
        raise AppError(ErrorCode.VALUE_EMPTY)
    return text.strip()


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `read` turns the answer into the stored value or raises AppError.

    `asked`: whether the question is put at all, given the values so far. `empty`: the text of the button that leaves
    the value empty; without it an answer is needed.
    """

    name: str
    question: Callable[[Translator, Values], Markup]
    empty: str | None = None
    asked: Callable[[Values], bool] = lambda _: True
    read: Callable[[str], str] = read_text


def anew(question: Callable[[Translator], Markup]) -> Callable[[Translator, Values], Markup]:
    """The question for a new value, with the present one to copy where the dialogue knows it."""
    return lambda tr, values: view.ask_anew(tr, question(tr), values.get(PRESENT, ""))


class Form(ABC):
    """A dialogue: its steps, and what is done with the answers."""

    name: ClassVar[str]
    steps: ClassVar[tuple[Step, ...]]
    has_picker: ClassVar[bool] = False  # under the text field, in private
    confirms: ClassVar[bool] = False
    needs: Needs[Values]  # to begin it and to give each answer

    def opening(self, values: Values) -> Values:
        """The values to begin with, given what is known already."""
        return values

    def needs_confirmation(self, values: Values) -> bool:  # noqa: ARG002 (its signature)
        """Whether these answers are shown once more before they count."""
        return self.confirms

    async def prompt(self, context: Context, dialogue: Dialogue) -> Screen:
        """The screen for the current step."""
        step = self.step(dialogue.step)
        return view.question(
            context.tr,
            context.actor,
            step.question(context.tr, dialogue.values),
            dialogue=dialogue.id,
            step=self.number(dialogue.step),
            empty=step.empty,
        )

    async def take(self, context: Context, dialogue: Dialogue, text: str) -> None:
        """Take an answer to the current question."""
        await admit(context, dialogue)
        if dialogue.step == CONFIRM:
            await show(context, dialogue)  # typed instead of pressed: show the buttons again
            return
        step = self.step(dialogue.step)
        value = "" if step.empty and is_nothing(text) else step.read(text)
        await _advance(context, dialogue, {**dialogue.values, step.name: value})

    async def confirmation(self, context: Context, dialogue: Dialogue) -> Screen:
        """The screen before carrying out; only for forms that confirm."""
        raise NotImplementedError(self.name)

    def accepts(self, dialogue: Dialogue, text: str) -> bool:
        """Whether a text could be meant as the answer to the current question."""
        if dialogue.step == CONFIRM:
            return False
        try:
            self.step(dialogue.step).read(text)
        except AppError:
            return False
        return True

    @abstractmethod
    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Do it and show the result; an AppError leaves the dialogue where it is."""

    def names(self, values: Values) -> list[str]:
        """The steps that are put, in order, given the values so far."""
        return [step.name for step in self.steps if step.asked(values)]

    def number(self, name: str) -> int:
        """Which question it is, from 0; the confirmation comes last. Raises AppError(DIALOGUE_OVER) like `step`."""
        return len(self.steps) if name == CONFIRM else self.steps.index(self.step(name))

    def step(self, name: str) -> Step:
        """The step with this name; raises AppError(DIALOGUE_OVER) when a new version of the bot has none such."""
        for step in self.steps:
            if step.name == name:
                return step
        raise AppError(ErrorCode.DIALOGUE_OVER)


F = TypeVar("F", bound=type[Form])

FORMS: dict[str, Form] = {}


def form(needs: Needs[Values]) -> Callable[[F], F]:
    """Register a form under its name, and what right it needs."""

    def register(form_type: F) -> F:
        FORMS[form_type.name] = form_type()
        FORMS[form_type.name].needs = needs
        return form_type

    return register


def form_of(dialogue: Dialogue) -> Form:
    """The form of a dialogue; raises AppError(DIALOGUE_OVER) when a new version of the bot has none such."""
    if dialogue.form not in FORMS:
        raise AppError(ErrorCode.DIALOGUE_OVER)
    return FORMS[dialogue.form]


async def screen(context: Context, dialogue: Dialogue) -> Screen:
    """The current question or the confirmation."""
    its_form = form_of(dialogue)
    return await (its_form.confirmation if dialogue.step == CONFIRM else its_form.prompt)(context, dialogue)


async def admit(context: Context, dialogue: Dialogue) -> None:
    """Go on with a dialogue only when its form's right is (still) there, in the workspace that it is about."""
    await _demand(context, form_of(dialogue), dialogue.values)


async def _demand(context: Context, its_form: Form, values: Values) -> None:
    await context.act_for(int(values.get(WORKSPACE, 0)))
    demand(context.actor, its_form.needs, values)


async def start(context: Context, name: str, values: Values, *, as_new_message: bool = False) -> None:
    """Begin a form with what is known already; its first question is the first step without a value."""
    its_form = FORMS[name]
    await _demand(context, its_form, values)
    await _take_keyboard_away(context)
    values = its_form.opening(values)
    missing = [step for step in its_form.names(values) if step not in values]
    dialogue = await context.services.dialogues.start(context.actor, name, missing[0] if missing else CONFIRM, values)
    await show(context, dialogue, as_new_message=as_new_message)


async def show(context: Context, dialogue: Dialogue, *, as_new_message: bool = False) -> None:
    """Show the current question or the confirmation, and remember which message it is."""
    message_id = await context.show_result(await screen(context, dialogue), anew=as_new_message)
    await context.services.dialogues.asked(dialogue, message_id)


async def refuse(context: Context, dialogue: Dialogue, error: AppError) -> None:
    """Say what is wrong with an answer, with the question's own buttons: the question has scrolled away."""
    current = await context.services.dialogues.current(context.actor)
    if current is None or current.id != dialogue.id or context.message is None:
        raise error
    await ask_again(context, current, errors.text(context.tr, error))


async def ask_again(context: Context, dialogue: Dialogue, why: Markup) -> None:
    """Say why a message is no answer, with the question's own buttons; edited, it may become one."""
    keyboard = (await screen(context, dialogue)).keyboard
    message_id = await context.show_result(Screen(why, keyboard), anew=True)
    refused = context.message.message_id if context.message else None
    await context.services.dialogues.asked(dialogue, message_id, refused_message_id=refused)


async def buttons(context: Context, dialogue: Dialogue) -> list[tuple[str, Action]]:
    """The names of the question's buttons, and what they do; in groups, too, where it has none to press."""
    keyboard = (await screen(context, dialogue)).keyboard
    if not isinstance(keyboard, InlineKeyboardMarkup):
        if dialogue.step == CONFIRM:
            return []
        step = form_of(dialogue).step(dialogue.step)
        return view.buttons(
            context.tr, dialogue=dialogue.id, step=form_of(dialogue).number(step.name), empty=step.empty
        )
    shown = [(button.text, unpack(str(button.callback_data))) for row in keyboard.inline_keyboard for button in row]
    return [(name, action) for name, action in shown if action is not None]


async def answer(context: Context, dialogue: Dialogue, text: str) -> None:
    """Give an answer to the form that asked."""
    await form_of(dialogue).take(context, dialogue, text)


async def _advance(context: Context, dialogue: Dialogue, values: Values) -> None:
    its_form = form_of(dialogue)
    names = its_form.names(values)
    following = [name for name in names[names.index(dialogue.step) + 1 :] if name not in values]
    if following or its_form.needs_confirmation(values):
        await show(context, await context.services.dialogues.move(dialogue, (following or [CONFIRM])[0], values))
        return
    # The question stays the current one until it is done: after a failure the person can answer again.
    await carry_out(context, await context.services.dialogues.move(dialogue, dialogue.step, values))


async def carry_out(context: Context, dialogue: Dialogue) -> None:
    """Do what the dialogue was for; once, whoever else tries."""
    await admit(context, dialogue)
    async with context.services.dialogues.carrying_out(dialogue):
        await form_of(dialogue).carry_out(context, dialogue)


async def cancel(context: Context, dialogue: Dialogue) -> None:
    """Leave a dialogue."""
    await context.services.dialogues.end(dialogue.id)
    await context.show_result(view.cancelled(context.tr))


async def pressed(context: Context, dialogue_id: int) -> Dialogue:
    """The dialogue behind a button of its current message; an older message's buttons raise QUESTION_ANSWERED.

    A button that was typed by its name is the current one's.
    """
    dialogue = await context.services.dialogues.get(context.actor, dialogue_id)
    if context.click and dialogue.message_id is not None and context.clicked_message_id != dialogue.message_id:
        raise AppError(ErrorCode.QUESTION_ANSWERED)
    return dialogue


async def _admitted(context: Context, dialogue_id: int) -> Dialogue:
    dialogue = await pressed(context, dialogue_id)
    await admit(context, dialogue)
    return dialogue


@on(StepBack, Permission.ASK)
async def step_back(context: Context, action: StepBack) -> None:
    """Ask the question before; its old answer and those after it are given up."""
    dialogue = await _admitted(context, action.dialogue)
    its_form = form_of(dialogue)
    if its_form.number(dialogue.step) != action.step:
        return  # the second tap of two
    names = [*its_form.names(dialogue.values), CONFIRM]
    first = max(0, names.index(dialogue.step) - 1)
    given_up = set(names[first:])
    values = {name: value for name, value in dialogue.values.items() if name not in given_up}
    await show(context, await context.services.dialogues.move(dialogue, names[first], values))


@on(SkipStep, Permission.ASK)
async def skip_step(context: Context, action: SkipStep) -> None:
    """Leave an optional question unanswered."""
    dialogue = await _admitted(context, action.dialogue)
    its_form = form_of(dialogue)
    if its_form.number(dialogue.step) != action.step:
        return  # the second tap of two
    if not its_form.step(dialogue.step).empty:
        raise AppError(ErrorCode.DIALOGUE_OVER)
    await _advance(context, dialogue, {**dialogue.values, dialogue.step: ""})


@on(CancelDialogue, Permission.ASK)
async def cancel_button(context: Context, action: CancelDialogue) -> None:
    """Leave the dialogue."""
    await cancel(context, await pressed(context, action.dialogue))


@on(ConfirmDialogue, Permission.ASK)
async def confirm(context: Context, action: ConfirmDialogue) -> None:
    """Carry the dialogue out; a second press finds it over."""
    dialogue = await pressed(context, action.dialogue)
    if dialogue.step != CONFIRM:
        raise AppError(ErrorCode.DIALOGUE_OVER)
    await carry_out(context, dialogue)


async def _take_keyboard_away(context: Context) -> None:
    """A picker under the text field does not outlive its question."""
    former = await context.services.dialogues.current(context.actor) if context.actor.in_private else None
    if former is not None and former.form in FORMS and FORMS[former.form].has_picker:
        await context.send(Screen(context.tr("picker-closed"), ReplyKeyboardRemove()))


async def cancel_command(context: Context) -> None:
    """/cancel."""
    dialogue = await context.services.dialogues.current(context.actor)
    if dialogue is not None:
        await context.services.dialogues.end(dialogue.id)
    told = view.nothing_to_cancel(context.tr) if dialogue is None else view.cancelled(context.tr)
    await context.show_result(
        Screen(told.text, ReplyKeyboardRemove()), anew=True
    )  # one that outlived its question, too
