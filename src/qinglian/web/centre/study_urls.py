"""Addresses of study and education: activities, sign-in, boards, films, venues, coverage."""

from django.urls import URLPattern, path

from qinglian.web.centre import (
    study_board_pages,
    study_film_pages,
    study_pages,
    study_sign_in_pages,
    study_test_pages,
    study_venue_pages,
)

ACTIVITY = "study/<int:activity>/"
urlpatterns: list[URLPattern] = [
    path("study/", study_pages.activities, name="centre_study"),
    path("study/new/", study_pages.new, name="centre_study_new"),
    path("study/mine/", study_pages.own, name="centre_study_mine"),
    path("study/coverage/", study_board_pages.coverage, name="centre_study_coverage"),
    path("study/directives/", study_board_pages.directives, name="centre_study_directives"),
    path("study/lectures/", study_board_pages.lectures, name="centre_study_lectures"),
    path("study/cases/", study_board_pages.cases, name="centre_study_cases"),
    path("study/cases/<int:case>/", study_board_pages.case, name="centre_study_case"),
    path("study/commitments/<int:commitment>/", study_board_pages.commitment, name="centre_study_commitment"),
    path("study/films/", study_film_pages.films, name="centre_study_films"),
    path("study/films/<int:film>/", study_film_pages.film, name="centre_study_film"),
    path("study/films/<int:film>/reflection/", study_film_pages.own_reflection, name="centre_study_own_reflection"),
    path("study/reflections/<int:reflection>/", study_film_pages.reflection, name="centre_study_reflection"),
    path("study/series/", study_venue_pages.all_series, name="centre_study_series"),
    path("study/venues/", study_venue_pages.venues, name="centre_study_venues"),
    path("study/venues/<int:venue>/", study_venue_pages.venue, name="centre_study_venue"),
    path("study/bookings/<int:booking>/", study_venue_pages.booking, name="centre_study_booking"),
    path(ACTIVITY, study_pages.one, name="centre_study_activity"),
    path(ACTIVITY + "edit/", study_pages.edit, name="centre_study_edit"),
    path(ACTIVITY + "screen/", study_sign_in_pages.screen, name="centre_study_screen"),
    path(ACTIVITY + "screen/live/", study_sign_in_pages.screen_live, name="centre_study_screen_live"),
    path(ACTIVITY + "sign-in/", study_sign_in_pages.sign_in, name="centre_study_sign_in"),
    path(ACTIVITY + "test/", study_test_pages.self_test, name="centre_study_test"),
    path(ACTIVITY + "questions/", study_test_pages.questions, name="centre_study_questions"),
    path(ACTIVITY + "material/<str:sha256>/", study_pages.material, name="centre_study_material"),
]
