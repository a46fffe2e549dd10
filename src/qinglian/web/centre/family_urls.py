"""Addresses of talks, home visits and what families do."""

from django.urls import URLPattern, path

from qinglian.web.centre import family_contest_pages, family_pages, family_video_pages, talk_pages, visit_pages

urlpatterns: list[URLPattern] = [
    path("talks/", talk_pages.talks_page, name="centre_talks"),
    path("talks/plan/", talk_pages.plan_page, name="centre_talk_plan"),
    path("talks/<int:talk>/", talk_pages.talk_page, name="centre_talk"),
    path("talks/appointed/<int:entry>/", talk_pages.appointment_page, name="centre_talk_appointed"),
    path("home-visits/", visit_pages.visits_page, name="centre_home_visits"),
    path("home-visits/<int:visit>/", visit_pages.visit_page, name="centre_home_visit"),
    path("families/", family_pages.families_page, name="centre_families"),
    path("families/new/", family_pages.new_event, name="centre_new_family_event"),
    path("families/events/<int:event>/", family_pages.event_page, name="centre_family_event"),
    path("families/parts/<int:family_part>/withdraw/", family_pages.withdraw_part, name="centre_withdraw_family_part"),
    path("families/contests/", family_contest_pages.contests_page, name="centre_family_contests"),
    path("families/contests/<int:contest>/", family_contest_pages.contest_page, name="centre_family_contest"),
    path("families/contests/<int:contest>/move/", family_contest_pages.move_contest, name="centre_move_family_contest"),
    path("families/nominations/<int:nomination>/vote/", family_contest_pages.vote, name="centre_vote_for_family"),
    path("families/nominations/<int:nomination>/consent/", family_contest_pages.consent, name="centre_story_consent"),
    path("families/videos/", family_video_pages.videos_page, name="centre_family_videos"),
    path("families/videos/<int:video>/", family_video_pages.video_page, name="centre_family_video"),
    path("families/videos/<int:video>/file", family_video_pages.video_file, name="centre_family_video_file"),
    path("families/videos/<int:video>/withdraw/", family_video_pages.withdraw_video, name="centre_withdraw_video"),
]
