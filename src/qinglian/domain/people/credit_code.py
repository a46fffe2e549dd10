"""Unified social credit codes (GB 32100-2015). Pure.

Eighteen characters of an alphabet without I, O, S, V and Z: the registering department (1) and the category (2), digit or letter
(N1 a village collective, Y1 others, A1 military); the region (3 to 8), digits by GB/T 2260; the subject's own code (9 to 17), digits or
letters by GB 11714; the check character (18, ISO 7064 with modulus 31). Which departments and categories exist is a table that grows by
amendments: it is not frozen here. The library stdnum counts right, but takes digits alone for the first two.
"""

import re

from stdnum.cn import uscc

_ALPHABET = "0-9A-HJ-NPQRTUWXY"
_FORM = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}", re.ASCII)


def compact(code: str) -> str:
    """This will return the code in its one spelling: capitals, no spaces, no hyphens."""
    return str(uscc.compact(code))


def fault(code: str) -> str:
    """This will name what is wrong with a compact code: `length`, `form`, `check_digit`, or nothing (an empty string)."""
    if len(code) != 18:
        return "length"
    if not _FORM.fullmatch(code):
        return "form"
    return "" if code[-1] == uscc.calc_check_digit(code[:-1]) else "check_digit"
