"""The base of every body that the API takes, and the body that tells a reason."""

from typing import Annotated, Any, get_args, get_origin

from ninja import Field, Schema
from pydantic import model_validator


class Strict(Schema, extra="forbid"):
    """A body in which an unknown field is an error, not silence, and neither `false` nor `"1"` is a number."""

    @model_validator(mode="before")
    @classmethod
    def numbers_are_numbers(cls, told: Any) -> Any:
        """This will refuse what is no whole number where one is described: the description says `integer`."""
        body = getattr(told, "_obj", told)  # the framework hands the body over in a wrapping of its own
        if isinstance(body, dict):
            for name, field in cls.model_fields.items():
                value = body.get(name)
                if isinstance(value, bool | str) and _is_whole_number(field.annotation):
                    raise ValueError(f"{name}: a whole number is expected, not {value!r}")
        return told


class Reason(Strict):
    """Why. The domain refuses an empty one, and says what is missing."""

    reason: Annotated[str, Field(max_length=2000)]


def _is_whole_number(annotation: Any) -> bool:
    """Whether a field takes an integer, or an integer or nothing, and no text or truth value."""
    kinds = {annotation}
    for _ in range(3):  # Annotated inside a union inside Annotated
        kinds |= {inner for kind in kinds for inner in get_args(kind) if isinstance(inner, type) or get_args(inner)}
    return int in kinds and not {str, bool, list, dict} & (kinds | {get_origin(kind) for kind in kinds})
