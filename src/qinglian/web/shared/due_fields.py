"""Fields that the law wants filled before a notice is handed in, but that a draft may leave empty: not optional, not yet demanded."""

from typing import Any

from django import forms


class DueText(forms.CharField):
    """Text that is due later."""

    def validate(self, value: Any) -> None:
        """This will accept what is still empty."""
        if value not in self.empty_values:
            super().validate(value)


class DueChoice(forms.ChoiceField):
    """A choice that is due later."""

    def validate(self, value: Any) -> None:
        """This will accept what is not chosen yet."""
        if value not in self.empty_values:
            super().validate(value)


class DueChoices(forms.MultipleChoiceField):
    """Several choices that are due later."""

    def validate(self, value: Any) -> None:
        """This will accept what is not chosen yet."""
        if value not in self.empty_values:
            super().validate(value)
