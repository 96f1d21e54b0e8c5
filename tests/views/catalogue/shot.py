"""One entry of the catalogue: a view called with plain data, in any language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import Concatenate, ParamSpec, TypeAlias

from views.i18n import Translator
from views.screen import File, Screen

Drawn: TypeAlias = Screen | list[Screen] | File | str
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Shot:
    """What `view` gives in the `case`; `draw` calls it. `values`: what it is called with after the translator."""

    view: Callable[..., Drawn]
    case: str
    draw: Callable[[Translator], Drawn]
    values: Mapping[str, object] = field(default_factory=dict)


def shot(view: Callable[Concatenate[Translator, P], Drawn], case: str, *args: P.args, **kwargs: P.kwargs) -> Shot:
    """The view with these values after the translator, which are checked like those of any call."""
    values = dict(list(signature(view).bind(None, *args, **kwargs).arguments.items())[1:])
    return Shot(view, case, lambda tr: view(tr, *args, **kwargs), values)
