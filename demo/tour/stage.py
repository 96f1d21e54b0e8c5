"""Plays steps: somebody acts, the bot is waited for, what it shows and what Boomstream holds are checked."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote

from demo.tour.chat import Chat
from demo.tour.steps import Forge, Holdings, Press, Send, Step, holdings
from demo.tour.texts import Texts
from sandbox.boomstream import BoomstreamSandbox, ProjectState
from sandbox.telegram import Change, Message, NotVisibleError, Person, TelegramSandbox
from sandbox.telegram import Press as Pressed


@dataclass(frozen=True, slots=True)
class Problem:
    """Something is not as the step says."""

    expected: str
    seen: str


@dataclass(slots=True)
class _Scene:
    """What has happened since somebody acted. `answers` are the bot's new and edited messages, the last one last."""

    person: Person
    own: Message | None = None
    press: Pressed | None = None
    answers: dict[int, Message] = field(default_factory=dict)

    def notice(self, change: Change) -> None:
        if change.kind not in {"message", "edited"} or change.chat_id != self.person.private.id:
            return
        message = self.person.private.message(change.data["message_id"])
        if message is not None and message.from_bot:
            self.answers.pop(message.id, None)
            self.answers[message.id] = message

    @property
    def toasts(self) -> list[str]:
        answers = self.press.answers if self.press else []
        return [answer.text for answer in answers if answer.text]

    @property
    def shown(self) -> str:
        """All that the person reads."""
        links = [str(one["url"]) for message in self.answers.values() for one in message.entities if "url" in one]
        opened = [unquote(self.press.opened)] if self.press and self.press.opened else []
        return "\n".join([*self.toasts, *(message.text for message in self.answers.values()), *links, *opened])

    @property
    def is_spinning(self) -> bool:
        """Whether a pressed button still waits for its answer."""
        return self.press is not None and self.press.id is not None and not self.press.answers


class Stage:
    """People, the bot and one Boomstream project. `patience` is how long (seconds) the bot may take for a step."""

    def __init__(
        self,
        telegram: TelegramSandbox,
        boomstream: BoomstreamSandbox,
        project: ProjectState,
        *,
        people: Mapping[str, Person],
        chat: Chat,
        texts: Texts,
        patience: float,
    ) -> None:
        self._telegram = telegram
        self._boomstream = boomstream
        self._project = project
        self._people = people
        self._chat = chat
        self._texts = texts
        self._patience = patience
        self._changed = asyncio.Event()
        self._screens: dict[str, Message] = {}
        self._buttons: dict[str, str] = {}  # callback data of every button that anybody was shown, by its text
        self._holds: Holdings = holdings(project)

    async def perform(self, step: Step) -> list[Problem]:
        """Play a step and print it; gives what went wrong."""
        scene = _Scene(self._people[step.who])
        wanted = self._holds if step.holds is None else step.holds
        with self._watching(scene):
            try:
                self._act(step, scene)
            except NotVisibleError as error:
                return [Problem("\n".join(step.shown), str(error))]
            await self._until(lambda: not self._problems(step, scene, wanted))
        self._print(scene)
        problems = self._problems(step, scene, wanted)
        if not problems and wanted != self._holds:
            self._chat.good("Boomstream:", self._described(wanted))
        self._holds = wanted
        self._remember(step, scene)
        return problems

    def afterwards(self) -> list[Problem]:
        """What the bot has done wrong unseen; ask when it has stopped."""
        problems = [
            Problem("no mistakes", f"Telegram refused {one.method}: {one.description}")
            for one in self._telegram.violations
        ]
        return problems + self._boomstream_problems(self._holds)

    # --- acting ------------------------------------------------------------------------------------------------------

    def _act(self, step: Step, scene: _Scene) -> None:
        """Raises NotVisibleError when there is no such button."""
        match step.does:
            case Send(text):
                self._chat.person(step.who, text)
                scene.own = scene.person.send(text)
            case Press(button, beside):
                self._chat.person(step.who, f"[ {button} ]" + (f"  ({beside})" if beside else ""))
                screen = self._screen(step)
                scene.press = scene.person.press(screen, _beside(screen, button, beside) if beside else button)
            case Forge(button):
                self._chat.person(step.who, self._texts.forges.format(button=f"[ {button} ]"))
                if button not in self._buttons:
                    raise NotVisibleError(f"nobody was shown {button!r}")
                scene.press = scene.person.press(self._screen(step), data=self._buttons[button])

    def _screen(self, step: Step) -> Message:
        if step.who not in self._screens:
            raise NotVisibleError(f"the bot has shown {step.who} nothing yet")
        return self._screens[step.who]

    def _remember(self, step: Step, scene: _Scene) -> None:
        for message in scene.answers.values():
            self._screens[step.who] = message
            shown = [button for row in message.buttons for button in row if button.kind == "callback_data"]
            self._buttons |= {button.text: button.value for button in shown}

    # --- waiting -----------------------------------------------------------------------------------------------------

    @contextmanager
    def _watching(self, scene: _Scene) -> Iterator[None]:
        def on_telegram(change: Change) -> None:
            scene.notice(change)
            self._changed.set()

        self._telegram.listeners.append(on_telegram)
        self._boomstream.listeners.append(self._changed.set)
        try:
            yield
        finally:
            self._telegram.listeners.remove(on_telegram)
            self._boomstream.listeners.remove(self._changed.set)

    async def _until(self, done: Callable[[], bool]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                while not done():
                    self._changed.clear()
                    await self._changed.wait()

    # --- checking ----------------------------------------------------------------------------------------------------

    def _problems(self, step: Step, scene: _Scene, wanted: Holdings) -> list[Problem]:
        texts = [*step.shown, self._link(step.link_of)] if step.link_of is not None else step.shown
        missing = [text for text in texts if text not in scene.shown]
        problems = [Problem("\n".join(missing), scene.shown or self._texts.nothing)] if missing else []
        if scene.is_spinning:
            problems.append(Problem("answerCallbackQuery", self._texts.nothing))
        if step.vanishes and scene.own is not None and not scene.own.deleted:
            problems.append(Problem("deleteMessage", scene.own.text))
        return problems + self._boomstream_problems(wanted)

    def _boomstream_problems(self, wanted: Holdings) -> list[Problem]:
        held = holdings(self._project)
        if held == wanted:
            return []
        return [Problem(f"Boomstream:\n{self._described(wanted)}", f"Boomstream:\n{self._described(held)}")]

    def _link(self, email: str) -> str:
        links = [c.invite_link for one in self._project.conferences for c in one.clients if c.email == email]
        return (links[-1] if links else None) or f"a link for {email}"

    def _described(self, holds: Holdings) -> str:
        lines = [f"{title} ({', '.join(people)})" if people else title for title, people in holds.items()]
        return "\n".join(lines) or self._texts.nothing

    # --- printing ----------------------------------------------------------------------------------------------------

    def _print(self, scene: _Scene) -> None:
        if scene.own is not None and scene.own.deleted:
            self._chat.aside(self._texts.vanished)
        if scene.press is not None and scene.press.opened:
            self._chat.aside(self._texts.opens.format(url=scene.press.opened))
        for toast in scene.toasts:
            self._chat.bot(self._texts.bot, f"💬 {toast}")
        for message in scene.answers.values():
            self._chat.message(self._texts.bot, message)


def _beside(message: Message, button: str, beside: str) -> str:
    """Callback data of a button that shares its text with others, by a neighbour. Raises NotVisibleError."""
    for row in message.buttons:
        if any(beside in neighbour.text for neighbour in row):
            for one in row:
                if one.text == button:
                    return str(one.value)
    raise NotVisibleError(f"no button {button!r} beside {beside!r}; there are {message.keyboard}")
