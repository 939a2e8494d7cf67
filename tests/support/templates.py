"""An undefined variable in one of our own templates fails the test; third-party templates may have them."""

import sys

from django.conf import settings
from django.template.base import FilterExpression, Node

FORGIVING = {"default", "default_if_none"}


class UndefinedVariable(AssertionError):
    """A template of ours printed a variable that the view did not give."""


class Undefined:
    """Stands in for `string_if_invalid`: Django asks whether "%s" is in it, then formats the variable."""

    def __contains__(self, key):
        return key == "%s"

    def __mod__(self, variable):
        expression, context, origin = _where()
        if not origin.startswith(str(settings.BASE_DIR / "templates")):
            return ""
        if expression is not None and FORGIVING & {f.__name__ for f, _ in expression.filters}:
            return self._as_in_production(expression, context)
        raise UndefinedVariable(f"{origin}: the variable {variable} is not defined")

    def _as_in_production(self, expression, context):
        engine = context.template.engine
        engine.string_if_invalid = ""
        try:
            return expression.resolve(context)
        finally:
            engine.string_if_invalid = self


def _where():
    """Walk up to the filter expression and the template node that asked."""
    expression = context = None
    frame = sys._getframe(2)
    while frame:
        asker = frame.f_locals.get("self")
        if expression is None and isinstance(asker, FilterExpression):
            expression, context = asker, frame.f_locals["context"]
        if isinstance(asker, Node) and getattr(asker, "origin", None):
            return expression, context, str(asker.origin.name)
        frame = frame.f_back
    return expression, context, ""
