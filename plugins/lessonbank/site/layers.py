"""Find templates in layers: the trust's, then ours, then the theme's."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import BaseLoader, Environment, FunctionLoader, TemplateNotFound

from lessonbank.site.own_templates import OwnTemplates

_DOWN = "!"


class Layers(BaseLoader):
    """Finds a template in the first layer that has it.

    Each `!` before its name skips a layer, so a trust's template can extend the one that it
    replaces: `{% extends "!clip.html" %}`.
    """

    def __init__(self, own: OwnTemplates, *below: BaseLoader) -> None:
        self._layers = (FunctionLoader(own), *below)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        name = template.lstrip(_DOWN)
        for layer in self._layers[len(template) - len(name) :]:
            try:
                return layer.get_source(environment, name)
            except TemplateNotFound:
                continue
        raise TemplateNotFound(template)
