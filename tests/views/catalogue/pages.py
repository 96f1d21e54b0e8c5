"""The screens of a feature in a language as one text file, which lies beside the tests for review."""

from pathlib import Path

from tests.views.catalogue import FEATURES
from tests.views.catalogue.drawing import drawn
from tests.views.catalogue.shot import Shot
from views.i18n import Translator

SCREENS = Path(__file__).resolve().parent.parent / "screens"


def path_of(feature: str, language: str) -> Path:
    """Where the file lies."""
    return SCREENS / f"{feature}.{language}.txt"


def page(feature: str, language: str) -> str:
    """All screens of the feature, each below its name."""
    tr = Translator(language)
    return "\n".join(f"=== {heading(shot)}\n{drawn(shot.draw(tr))}\n" for shot in FEATURES[feature])


def heading(shot: Shot) -> str:
    """The view and the case."""
    return f"{shot.view.__name__}: {shot.case}" if shot.case else shot.view.__name__
