"""Titles of the posts that the platform itself gives; every other title is a person's words. Pure data."""

from qinglian.law.text import Text

REGISTRANT = Text("登记经办人", "Registrant")
ADMINISTRATOR = Text("系统管理员", "Administrator")


def title_of(words: str) -> Text:
    """This will return a post's title in both languages; a person's words stand in both as they were typed."""
    return next((given for given in (REGISTRANT, ADMINISTRATOR) if given.zh == words), Text(words, words))
