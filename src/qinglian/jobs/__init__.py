"""The operator's side: commands, the timetable, task bodies."""
