"""The lawful moves of a festival's reminder."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

WRITERS = ("party_officer", "discipline_officer")
REMINDER = Lifecycle(
    name="reminder",
    states=(
        State("planned", Text("待发", "To be sent")),
        State("sent", Text("已发", "Sent")),
    ),
    moves=(
        Move("write_reminder", ("planned",), "planned", WRITERS, "PLT", Text("改写提醒", "Write the reminder")),
        Move("send_reminder", ("planned",), "sent", ("timetable", *WRITERS), "PLT", Text("发出提醒", "Send the reminder")),
    ),
)  # fmt: skip
