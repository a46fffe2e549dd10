"""One sentence in the platform's two languages. Chinese is the default, English is complete: neither can be left out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A sentence in Chinese and in English, with the same `{names}` in both."""

    zh: str
    en: str

    def said_in(self, language: str) -> str:
        """This will return the English text for any `en…` language code and the Chinese one otherwise."""
        return self.en if language.startswith("en") else self.zh

    def filled(self, **values: object) -> "Text":
        """This will fill the `{names}` of both languages with the same values."""
        return Text(self.zh.format(**values), self.en.format(**values))
