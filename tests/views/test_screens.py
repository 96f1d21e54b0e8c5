"""Every screen as people see it, in both languages: a changed text or button shows in review.

When a change is meant: `make screens`, and the difference goes into the same commit.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import get_type_hints

import pytest
from markupsafe import Markup

import views
from services.model import LANGUAGES
from tests.views.catalogue import FEATURES
from tests.views.catalogue.pages import SCREENS, heading, page, path_of
from views.i18n import Translator
from views.screen import File, Screen

SEEN = (Screen, list[Screen], File, Markup, str)
# Parts of screens: they are drawn with each screen that has them.
PARTS = {"views.format", "views.keyboards", "views.links"}


def what_people_see() -> Iterator[Callable[..., object]]:
    """Every public function in `views` that makes something for a person's eyes out of a translator."""
    for found in pkgutil.walk_packages(views.__path__, "views."):
        if found.name in PARTS:
            continue
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            hints = get_type_hints(function)
            translated = Translator in hints.values() and hints.get("return") in SEEN
            if function.__module__ == found.name and not name.startswith("_") and translated:
                yield function


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("feature", FEATURES)
def test_screens_are_as_they_were_reviewed(feature: str, language: str) -> None:
    assert page(feature, language) == path_of(feature, language).read_text(encoding="utf-8")


def test_every_view_is_in_the_catalogue() -> None:
    shown = {shot.view for shots in FEATURES.values() for shot in shots}
    seen = set(what_people_see())
    assert len(seen) > 80, "the search for views has lost its way"
    assert {f"{view.__module__}.{view.__name__}" for view in seen - shown} == set()


def test_every_case_has_a_name_of_its_own() -> None:
    for feature, shots in FEATURES.items():
        names = [heading(shot) for shot in shots]
        assert sorted(set(names)) == sorted(names), feature


def test_no_file_is_left_from_a_feature_that_is_gone() -> None:
    wanted = {path_of(feature, language) for feature in FEATURES for language in LANGUAGES}
    assert set(SCREENS.glob("*.txt")) == wanted
