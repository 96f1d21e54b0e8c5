"""The scripted tour: an organizer's day with the bot, and a stranger who gets nowhere. It drives the fakes only."""

from collections.abc import Mapping
from typing import TextIO

from demo.tour.chat import Chat, columns
from demo.tour.script import KEY, script
from demo.tour.stage import Problem, Stage
from demo.tour.texts import TEXTS, Language
from sandbox.boomstream import BoomstreamSandbox
from sandbox.telegram import TelegramSandbox


def language_of(environ: Mapping[str, str]) -> Language:
    """The language of a terminal's locale: LC_ALL, else LANG."""
    locale = environ.get("LC_ALL") or environ.get("LANG") or ""
    return "ru" if locale.lower().startswith("ru") else "en"


class Tour:
    """Plays the script and prints it. `patience`: seconds that the bot has for each step."""

    def __init__(
        self,
        telegram: TelegramSandbox,
        boomstream: BoomstreamSandbox,
        *,
        language: Language,
        out: TextIO,
        colour: bool = False,
        patience: float = 10.0,
    ) -> None:
        self._texts = texts = TEXTS[language]
        self._olga = telegram.add_person(texts.olga, None, "olga", language)
        stranger = telegram.add_person(texts.stranger, None, "ian", language)
        self._chat = Chat(out, max(columns(name) for name in (texts.olga, texts.stranger, texts.bot)), colour=colour)
        self._stage = Stage(
            telegram,
            boomstream,
            boomstream.add_project(KEY),
            people={texts.olga: self._olga, texts.stranger: stranger},
            chat=self._chat,
            texts=texts,
            patience=patience,
        )
        self._steps = 0
        self._problems: list[Problem] = []

    @property
    def organizer_id(self) -> int:
        """The Telegram id of the bot's owner."""
        return self._olga.id

    async def play(self) -> None:
        """Play until the end, or until something is not as it should be."""
        self._chat.title(self._texts.title)
        for chapter in script(self._texts):
            self._chat.heading(chapter.heading)
            for step in chapter.steps:
                self._steps += 1
                self._problems = await self._stage.perform(step)
                if self._problems:
                    return

    def close(self) -> bool:
        """Print how it went, and tell whether all went well; call it when the bot has stopped."""
        self._problems = self._problems or self._stage.afterwards()
        for problem in self._problems:
            self._chat.bad(self._texts.expected, problem.expected)
            self._chat.bad(self._texts.seen, problem.seen)
        good = not self._problems and self._steps == sum(len(chapter.steps) for chapter in script(self._texts))
        self._chat.closing((self._texts.good if good else self._texts.bad).format(count=self._steps), good=good)
        return good
