"""Draws every screen anew: `python -m tests.views.catalogue` (`make screens`); what changed is for review to see."""

from services.model import LANGUAGES
from tests.views.catalogue import FEATURES
from tests.views.catalogue.pages import SCREENS, page, path_of

SCREENS.mkdir(exist_ok=True)
for old in SCREENS.glob("*.txt"):
    old.unlink()
for feature in FEATURES:
    for language in LANGUAGES:
        path_of(feature, language).write_text(page(feature, language), encoding="utf-8", newline="\n")
