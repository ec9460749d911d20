"""What stands on a page of Streamlit: its elements, and what each kind of widget sends by itself."""

# What each kind of widget sends by itself: the field, its default, and what the program has set.
WIDGETS = {
    "button_group": (
        "string_array_value",
        lambda e: [e.options[place].content for place in e.default],
        lambda e: list(e.raw_values),
    ),
    "checkbox": ("bool_value", lambda e: e.default, lambda e: e.value),
    "number_input": ("double_value", lambda e: e.default, lambda e: e.value),
    "radio": (
        "string_value",
        lambda e: e.options[e.default] if e.HasField("default") else None,
        lambda e: e.raw_value,
    ),
    "selectbox": (
        "string_value",
        lambda e: e.options[e.default] if e.HasField("default") else None,
        lambda e: e.raw_value,
    ),
    "slider": (
        "double_array_value",
        lambda e: list(e.default),
        lambda e: list(e.value),
    ),
    "select_slider": (
        "string_array_value",
        lambda e: [e.options[int(place)] for place in e.default],
        lambda e: list(e.raw_value),
    ),
    "text_input": ("string_value", lambda e: e.default, lambda e: e.value),
    "text_area": ("string_value", lambda e: e.default, lambda e: e.value),
}


class Wrong(Exception):
    """The app showed an error, or something didn't come in time."""


class Shown:
    """An element on the page. kind: its name in the protocol, such as "button"; proto: its message."""

    def __init__(self, delta, run):
        self.kind = delta.new_element.WhichOneof("type")
        self.proto = getattr(delta.new_element, self.kind)
        if self.kind == "slider" and self.proto.type == self.proto.SELECT_SLIDER:
            self.kind = "select_slider"
        self.fragment, self.run = delta.fragment_id, run

    @property
    def field(self):
        """In which field of a WidgetState its value is sent; None if it has none."""
        if self.kind == "number_input" and self.proto.data_type == self.proto.INT:
            return "int_value"
        return WIDGETS[self.kind][0] if self.kind in WIDGETS else None

    @property
    def text(self):
        """What a person reads in it, or its label."""
        found = (getattr(self.proto, name, "") for name in ("body", "label", "text"))
        return next(filter(None, found), "")
