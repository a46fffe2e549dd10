"""The reading room: books by category, their copies, and who has which until when."""

from django.db import models
from django.db.models import Q

from qinglian.domain.education.culture_words import CATEGORIES
from qinglian.domain.people.models import Person


class Book(models.Model):
    """A title of the reading room."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=120)
    category = models.CharField(max_length=20)  # culture_words.CATEGORIES
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(category__in=list(CATEGORIES)), name="book_category")]
        indexes = [models.Index(fields=["category", "title"])]


class BookCopy(models.Model):
    """One copy on the shelf. A withdrawn copy is not lent any more."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="book_copy_once")]


class Loan(models.Model):
    """A copy is with somebody. The database lends no copy twice."""

    copy = models.ForeignKey(BookCopy, on_delete=models.PROTECT, related_name="loans")
    borrower = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="loans")
    state = models.CharField(max_length=8, default="out")  # lifecycle.LOAN
    lent_at = models.DateTimeField()
    due_on = models.DateField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy"], condition=Q(state="out"), name="copy_lent_once"),
            models.CheckConstraint(
                condition=Q(state="out", returned_at=None) | Q(state="returned", returned_at__isnull=False),
                name="loan_returned_at",
            ),
        ]
        indexes = [models.Index(fields=["borrower", "state"]), models.Index(fields=["lent_at"])]
