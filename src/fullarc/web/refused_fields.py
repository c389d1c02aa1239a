"""A form that comes back refused opens at its first refused field, also on a long page and with scripts off."""

from typing import Any

from django.forms import Widget
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates


class Field(BoundField):
    """The field of a form; refused, it asks the browser to begin with it. Of several the browser takes the first."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        return {"autofocus": True, **attrs} if self.errors and not (widget or self.field.widget).is_hidden else attrs


class Renderer(DjangoTemplates):
    """How forms are rendered: by the templates of Django, with these fields."""

    bound_field_class = Field
