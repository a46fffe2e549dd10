"""Pages that hardly change: about, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def about_page(request: HttpRequest) -> HttpResponse:
    """This will say what this platform is and what it does not claim."""
    return render(request, "public/about.html")


def accessibility_page(request: HttpRequest) -> HttpResponse:
    """This will state what was done for accessibility, how it is measured, and what is missing."""
    return render(request, "public/accessibility.html")
