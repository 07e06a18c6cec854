"""With which addresses and people the pages of projects and of what was learnt are looked at."""

PROJECTS_VISITS: dict[str, list[tuple[str, str]]] = {
    # projects
    "portal.projects": [
        ("/projects", "visitor"),
        ("/projects", "coordinator"),
        ("/projects?text=every&region=woe&issue=safety&date=2018&date=2017", "member"),
        ("/projects?archive=yes", "visitor"),
        ("/projects?text=submarines", "member"),
        ("/projects?date=soon", "visitor"),
    ],
    "portal.project": [
        ("/projects/{project}", "visitor"),
        ("/projects/{project}?done=project-changed", "member"),
        ("/projects/{project}", "convenor"),
        ("/projects/{project}", "operator"),
        ("/projects/{unsaid_project}", "operator"),
        ("/projects/{archived_project}", "coordinator"),
        ("/projects/{withdrawn_project}", "coordinator"),
        ("/projects/{joined_project}", "convenor"),
        ("/projects/{offered_project}", "convenor"),
        ("/projects/{stale_project}", "visitor"),
        ("/projects/{stale_project}", "member"),
    ],
    "portal.add_project_form": [("/projects/new", "member")],
    "portal.change_project_form": [
        ("/projects/{project}/edit", "member"),
        ("/projects/{project}/edit", "coordinator"),
    ],
    "portal.end_project_form": [("/projects/{project}/end", "member")],
    "portal.withdraw_project_form": [("/projects/{project}/withdraw", "member")],
    "portal.join_project_form": [("/projects/{stale_project}/join", "operator")],
    "portal.project_team": [
        ("/projects/{project}/team", "member"),
        ("/projects/{joined_project}/team", "member"),
        ("/projects/{offered_project}/team", "member"),
    ],
    "portal.project_measures": [
        ("/projects/{project}/measures", "member"),
        ("/projects/{stale_project}/measures", "member"),
    ],
    "portal.project_measure": [
        ("/projects/{project}/measures/{measure}", "member"),
        ("/projects/{project}/measures/{short_measure}", "member"),
    ],
    "portal.my_projects": [
        ("/my-projects", "member"),
        ("/my-projects", "convenor"),
        ("/my-projects", "operator"),
    ],
    "portal.import_projects_form": [("/projects/import", "coordinator")],
    "portal.stale_projects": [
        ("/projects/stale", "coordinator"),
        ("/projects/stale?region=SW", "national_team"),
    ],
    # learning
    "portal.learning": [
        ("/learning", "visitor"),
        ("/learning?words=labels&kind=case_study", "member"),
        ("/learning?words=unicorns", "coordinator"),
    ],
    "portal.learning_item": [
        ("/learning/{learning_item}", "visitor"),
        ("/learning/{learning_item}", "operator"),
        ("/learning/{learning_anew}?done=learning-saved", "member"),
        ("/learning/{learning_returned}", "member"),
        ("/learning/{learning_waiting}", "operator"),
        ("/learning/{learning_waiting}", "convenor"),
        ("/learning/{learning_withdrawn}", "visitor"),
    ],
    "portal.my_learning": [("/learning/mine", "member"), ("/learning/mine", "national_team")],
    "portal.write_learning_form": [("/learning/new", "member")],
    "portal.change_learning_form": [
        ("/learning/{learning_anew}/edit", "member"),
        ("/learning/{learning_draft}/edit", "member"),
    ],
    "portal.withdraw_learning_form": [("/learning/{learning_item}/withdraw", "member")],
    "portal.learning_to_review": [
        ("/learning/to-review", "coordinator"),
        ("/learning/to-review?region=SW", "national_team"),
    ],
    "portal.review_learning_form": [
        ("/learning/{learning_waiting}/review", "convenor"),
        ("/learning/{learning_own_waiting}/review", "coordinator"),
    ],
    # projects that groups lead
    "portal.led_projects": [("/led-projects", "visitor"), ("/led-projects?region=NI", "coordinator")],
    "portal.led_project": [
        ("/led-projects/{led_project}", "visitor"),
        ("/led-projects/{led_project}?done=led-saved", "coordinator"),
        ("/led-projects/{led_begun}", "convenor"),
        ("/led-projects/{led_ended}", "visitor"),
    ],
    "portal.start_led_project_form": [
        ("/led-projects/new", "convenor"),
        ("/led-projects/new", "national_team"),
    ],
    "portal.change_led_project_form": [("/led-projects/{led_project}/edit", "coordinator")],
    "portal.led_project_act_form": [
        ("/led-projects/{led_project}/acts/take-step", "coordinator"),
        ("/led-projects/{led_project}/acts/choose-topic", "convenor"),
        ("/led-projects/{led_project}/acts/add-sponsor", "coordinator"),
        ("/led-projects/{led_project}/acts/add-output", "coordinator"),
        ("/led-projects/{led_begun}/acts/consider-topic", "coordinator"),
        ("/led-projects/{led_begun}/acts/consider-framework", "coordinator"),
        ("/led-projects/{led_begun}/acts/choose-framework", "national_team"),
        ("/led-projects/{led_begun}/acts/end", "coordinator"),
    ],
    # stories
    "portal.stories": [("/stories", "visitor"), ("/stories?evidence=narrative", "coordinator")],
    "portal.story": [
        ("/stories/{story}", "visitor"),
        ("/stories/{story}?done=story-published", "convenor"),
        ("/stories/{story_declined}", "member"),
        ("/stories/{story_waiting}", "convenor"),
        ("/stories/{story_withdrawn}", "visitor"),
    ],
    "portal.my_stories": [("/stories/mine", "member"), ("/stories/mine", "operator")],
    "portal.tell_story_form": [
        ("/stories/new", "member"),
        ("/stories/new?again={story_declined}", "member"),
    ],
    "portal.stories_to_read": [
        ("/stories/to-read", "coordinator"),
        ("/stories/to-read?region=UK", "national_team"),
    ],
    "portal.decide_story_form": [
        ("/stories/{story_waiting}/decide", "coordinator"),
        ("/stories/{story_own_waiting}/decide", "coordinator"),
    ],
    "portal.withdraw_story_form": [("/stories/{story}/withdraw", "convenor")],
    # Q Lab
    "portal.lab_projects": [("/lab-projects", "visitor"), ("/lab-projects?region=NI", "national_team")],
    "portal.lab_project": [
        ("/lab-projects/{lab}", "visitor"),
        ("/lab-projects/{lab}?done=lab-signed-up", "member"),
        ("/lab-projects/{lab}", "coordinator"),
        ("/lab-projects/{lab}", "national_team"),
        ("/lab-projects/{lab_ended}", "member"),
    ],
    "portal.launch_lab_project_form": [("/lab-projects/new", "national_team")],
    "portal.change_lab_project_form": [("/lab-projects/{lab}/change", "national_team")],
    # extracts
    "portal.extracts": [
        ("/extracts", "visitor"),
        ("/extracts", "coordinator"),
        ("/extracts", "national_team"),
    ],
    "portal.extract": [
        ("/extracts/{extract}", "visitor"),
        ("/extracts/{extract}?done=extract-handed-over", "coordinator"),
        ("/extracts/{extract_asked}", "national_team"),
        ("/extracts/{extract_ended}", "coordinator"),
    ],
    "portal.ask_extract_form": [("/extracts/new", "coordinator")],
}
"""Endpoint -> addresses and people; ``{names}`` come from the worlds of the capabilities."""

PROJECTS_FILES: dict[str, str] = {
    "portal.hand_over_csv": "a table as CSV",
    "portal.projects_csv": "a search as CSV",
    "portal.projects_json": "a search as JSON",
    "portal.projects_feed": "an Atom feed",
    "portal.learning_feed": "an Atom feed",
}
"""Endpoints that are no pages, and what they are."""
