"""The tables."""

from qinglian.domain.education.models.library import Book, BookCopy, Loan
from qinglian.domain.education.models.messages import ChannelLog, DayMessage, Message
from qinglian.domain.education.models.positions import CulturePosition, PositionContent

__all__ = ["Book", "BookCopy", "ChannelLog", "CulturePosition", "DayMessage", "Loan", "Message", "PositionContent"]
