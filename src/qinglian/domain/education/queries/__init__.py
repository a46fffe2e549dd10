"""Every question, filtered for who asks."""

from qinglian.domain.education.queries.activities import (
    Presence,
    TestResult,
    activities_for,
    activity_for,
    asked_to_come,
    attended_by,
    attended_count,
    branch_that_plans,
    commitment_for,
    lately_signed_in,
    material_file,
    may_take_self_test,
    own_self_test,
    presence_of,
    questions_of,
    runs_activity,
    test_result,
)
from qinglian.domain.education.queries.boards import (
    FilmBoard,
    booking_for,
    bookings_of,
    case_for,
    cases_for,
    directive_for,
    directives_for,
    discussions_of,
    expert_lectures_for,
    film_board,
    film_for,
    films_for,
    lectures_for,
    one_series,
    own_reflection,
    reflection_for,
    reflections_of,
    series_for,
    slots_of,
    venue_for,
    venues_for,
    viewers_for,
)
from qinglian.domain.education.queries.coverage import (
    YearCoverage,
    coverage_for,
    series_coverage,
    visit_coverage,
)
from qinglian.domain.education.queries.study_figures import study_figures

__all__ = [
    "FilmBoard", "Presence", "TestResult", "YearCoverage", "activities_for", "activity_for", "asked_to_come", "attended_by",
    "attended_count", "booking_for", "bookings_of", "branch_that_plans", "case_for", "cases_for", "commitment_for", "coverage_for",
    "directive_for", "directives_for", "discussions_of", "expert_lectures_for", "film_board", "film_for", "films_for",
    "lately_signed_in", "lectures_for", "material_file", "may_take_self_test", "one_series", "own_reflection", "own_self_test",
    "presence_of", "questions_of", "reflection_for", "reflections_of", "runs_activity", "series_coverage", "series_for", "slots_of",
    "study_figures", "test_result", "venue_for", "venues_for", "viewers_for", "visit_coverage",
]  # fmt: skip
