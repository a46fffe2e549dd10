"""The words of the yearly plan: kinds of tasks and the stages of a pair. Rows of data."""

from qinglian.law.text import Text

KINDS: dict[str, Text] = {
    "business": Text("业务", "Business"),
    "daily": Text("日常", "Daily work"),
    "integrity": Text("廉政", "Integrity"),
}
NEEDS_PAIR = ("business", "daily")
STAGES: dict[str, Text] = {
    "deploy": Text("部署", "Deployment"),
    "advance": Text("推进", "Progress"),
    "carry_out": Text("落实", "Implementation"),
}
CLOSED = "closed"
COUNTED = ("open", "evidenced", "closed")  # a dropped task counts nowhere
