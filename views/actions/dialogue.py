"""Buttons below the questions of a dialogue."""

from views.callback_data import Action


class StepBack(Action, tag="db"):
    """One question back from the one with this number, counted from 0: a second tap must not go two back."""

    dialogue: int
    step: int


class SkipStep(Action, tag="ds"):
    """Leave the question with this number unanswered."""

    dialogue: int
    step: int


class CancelDialogue(Action, tag="dc"):
    """Leave the dialogue."""

    dialogue: int


class TakeAsAnswer(Action, tag="dt"):
    """What was taken for a word of leaving is the answer; the phrase remembers both."""

    phrase: int


class ConfirmDialogue(Action, tag="dy"):
    """Carry the dialogue out."""

    dialogue: int
