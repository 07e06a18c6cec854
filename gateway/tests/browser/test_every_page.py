"""Every page in a real browser: axe finds nothing, nothing is wider than the screen."""

import pytest

from .exchange_visits import EXCHANGE_FILES, EXCHANGE_VISITS
from .looking import keep_picture, lay_out, too_wide, violations
from .meetings_visits import MEETINGS_VISITS
from .projects_visits import PROJECTS_FILES, PROJECTS_VISITS
from .skills_visits import SKILLS_VISITS

pytestmark = pytest.mark.browser

PHONE, DESKTOP, NARROWEST = 375, 1280, 320

VISITS: dict[str, list[tuple[str, str]]] = {
    **MEETINGS_VISITS,
    **SKILLS_VISITS,
    **EXCHANGE_VISITS,
    **PROJECTS_VISITS,
    "portal.home": [("/", "visitor"), ("/", "member"), ("/", "coordinator")],
    "portal.accessibility": [("/accessibility", "visitor")],
    "portal.privacy": [("/privacy", "visitor")],
    "portal.regions": [("/regions", "visitor")],
    "portal.matters": [
        ("/matters", "visitor"),
        ("/matters?group=SW&state=raised", "member"),
        ("/matters?state=overdue", "national_team"),
    ],
    "portal.matter": [
        ("/matters/{late_matter}", "national_team"),
        ("/matters/{answered_matter}?done=matter-answer", "visitor"),
        ("/matters/{cascade}", "convenor"),
        ("/matters/{withdrawn_matter}", "visitor"),
    ],
    "portal.act_form": [
        ("/matters/{late_matter}/answer", "national_team"),
        ("/matters/{late_matter}/join", "convenor"),
        ("/matters/{cascade}/pass_on", "coordinator"),
        ("/matters/{cascade}/close", "national_team"),
    ],
    "portal.raise_form": [
        ("/matters/new", "member"),
        ("/matters/new", "convenor"),
        ("/matters/new", "national_team"),
    ],
    "portal.my_proposals": [("/matters/mine", "member")],
    "portal.proposals": [("/matters/proposals/WOE", "convenor")],
    "portal.matter_proposal": [("/matters/proposals/WOE/{proposal_id}", "coordinator")],
    "portal.consultations": [("/consultations", "visitor"), ("/consultations?ended=yes", "member")],
    "portal.consultation": [
        ("/consultations/{consultation}", "visitor"),
        ("/consultations/{consultation}", "member"),
        ("/consultations/{decided_consultation}", "member"),
        ("/consultations/{dated_consultation}?done=consultation-asked", "convenor"),
    ],
    "portal.comment_form": [("/consultations/{consultation}/comments/{own_comment}", "member")],
    "portal.ask_form": [("/consultations/new", "convenor"), ("/consultations/new", "operator")],
    "portal.decide_form": [("/consultations/{consultation}/decide", "convenor")],
    "portal.extend_form": [("/consultations/{dated_consultation}/extend", "convenor")],
    "portal.withdraw_consultation_form": [("/consultations/{consultation}/withdraw", "convenor")],
    "portal.own_groups": [("/self-organised-groups", "visitor"), ("/self-organised-groups", "member")],
    "portal.own_group": [
        ("/self-organised-groups/{own_group}", "visitor"),
        ("/self-organised-groups/{own_group}", "member"),
        ("/self-organised-groups/{asleep_group}", "coordinator"),
        ("/self-organised-groups/{ended_group}", "member"),
    ],
    "portal.start_group_form": [("/self-organised-groups/start", "member")],
    "portal.change_group_form": [("/self-organised-groups/{own_group}/change", "member")],
    "portal.contact_form": [("/self-organised-groups/{own_group}/contact", "member")],
    "portal.end_group_form": [("/self-organised-groups/{own_group}/end", "member")],
    "portal.region": [("/regions/WOE", "visitor"), ("/regions/WAL", "visitor")],
    "portal.elections": [
        ("/elections", "visitor"),
        ("/elections?region=SW", "coordinator"),
        ("/elections?region=WAL", "visitor"),
    ],
    "portal.election": [
        ("/elections/{drafted_election}", "visitor"),
        ("/elections/{nominating_election}", "member"),
        ("/elections/{voting_election}", "member"),
        ("/elections/{voting_election}", "visitor"),
        ("/elections/{counted_election}", "national_team"),
        ("/elections/{cancelled_election}", "visitor"),
    ],
    "portal.electoral_roll": [
        ("/elections/{drafted_election}/roll", "visitor"),
        ("/elections/{voting_election}/roll", "member"),
    ],
    "portal.stand": [("/elections/{nominating_election}/stand", "member")],
    "portal.nominate": [
        ("/elections/{nominating_election}/nominate", "member"),
        ("/elections/{nominating_election}/nominate?q=nobody-has-this-name", "member"),
    ],
    "portal.nomination": [
        ("/elections/{nominating_election}/nominations/{nomination}", "visitor"),
        ("/elections/{nominating_election}/nominations/{own_nomination}", "member"),
        ("/elections/{nominating_election}/nominations/{asked_nomination}", "national_team"),
    ],
    "portal.vote": [
        ("/elections/{voting_election}/vote", "member"),
        ("/elections/{nominating_election}/vote", "member"),
    ],
    "portal.election_count": [
        ("/elections/{declared_election}/count", "visitor"),
        ("/elections/{counted_election}/count?done=result-declared", "national_team"),
        ("/elections/{voting_election}/count", "visitor"),
    ],
    "portal.published_ballots": [("/elections/{declared_election}/ballots", "visitor")],
    "portal.new_election": [("/elections/new", "national_team")],
    "portal.change_form": [("/elections/{drafted_election}/change", "national_team")],
    "portal.cancel_form": [("/elections/{drafted_election}/cancel", "national_team")],
    "portal.declare_form": [("/elections/{counted_election}/declare", "national_team")],
    "portal.vacancies": [
        ("/elections/{declared_election}/vacancies", "visitor"),
        ("/elections/{declared_election}/vacancies", "national_team"),
    ],
    "portal.documents": [("/groups/WOE/documents", "visitor"), ("/groups/WAL/documents", "convenor")],
    "portal.terms_of_reference": [
        ("/groups/WOE/terms-of-reference", "visitor"),
        ("/groups/WOE/terms-of-reference?done=document-agreed", "convenor"),
        ("/groups/WAL/terms-of-reference", "member"),
    ],
    "portal.objectives": [("/groups/WOE/objectives", "visitor"), ("/groups/WOE/objectives", "coordinator")],
    "portal.document": [
        ("/groups/WOE/documents/duties", "visitor"),
        ("/groups/WOE/documents/principles", "convenor"),
        ("/groups/WOE/documents/commons-principles", "visitor"),
    ],
    "portal.document_version": [("/groups/WOE/documents/terms-of-reference/versions/1", "visitor")],
    "portal.document_changes": [
        ("/groups/WOE/documents/terms-of-reference/changes", "visitor"),
        ("/groups/WOE/documents/terms-of-reference/changes?with=SW", "visitor"),
        ("/groups/WOE/documents/terms-of-reference/changes?draft=yes", "convenor"),
        ("/groups/WOE/documents/terms-of-reference/changes?with=WAL", "visitor"),
    ],
    "portal.document_reviews": [("/document-reviews", "visitor")],
    "portal.document_draft": [("/groups/WOE/documents/terms-of-reference/draft", "convenor")],
    "portal.write_draft_form": [
        ("/groups/WOE/documents/terms-of-reference/draft/edit", "convenor"),
        ("/groups/WOE/documents/delivery-strategy/draft/edit", "coordinator"),
    ],
    "portal.agree_document_form": [("/groups/WOE/documents/terms-of-reference/agree", "convenor")],
    "portal.review_document_form": [("/groups/WOE/documents/terms-of-reference/review", "convenor")],
    "portal.end_document_form": [("/groups/WOE/documents/terms-of-reference/end", "convenor")],
    "portal.mark_clause_form": [
        ("/groups/WOE/documents/objectives/clauses/c1", "convenor"),
        ("/groups/WOE/documents/principles/clauses/transparency", "convenor"),
    ],
    "portal.guidance": [("/guidance", "visitor"), ("/guidance", "national_team")],
    "portal.guidance_part": [("/guidance/complaints", "visitor"), ("/guidance/model-overview", "member")],
    "portal.commons_principles": [("/commons-principles", "visitor")],
    "portal.ground_rules": [("/groups/WOE/ground-rules", "visitor"), ("/groups/WAL/ground-rules", "member")],
    "portal.propose_ground_rule_form": [("/groups/WOE/ground-rules/propose", "member")],
    "portal.ground_rule": [
        ("/ground-rules/{open_rule_id}", "visitor"),
        ("/ground-rules/{open_rule_id}?done=rule-proposed", "member"),
        ("/ground-rules/{ripe_rule_id}", "convenor"),
        ("/ground-rules/{adopted_rule_id}", "visitor"),
    ],
    "portal.seats": [
        ("/groups/WOE/seats", "visitor"),
        ("/groups/WOE/seats", "coordinator"),
        ("/groups/SW/seats?on-day=31&on-month=2&on-year=2018", "visitor"),
        ("/groups/UK/seats", "national_team"),
    ],
    "portal.seat": [
        ("/groups/WOE/seats/{seat_id}", "visitor"),
        ("/groups/WOE/seats/{seat_id}?done=seat-filled", "coordinator"),
        ("/groups/WOE/seats/{vacant_seat_id}", "coordinator"),
    ],
    "portal.fill_seat_form": [
        ("/groups/WOE/seats/fill", "coordinator"),
        ("/groups/WOE/seats/fill?q=Member", "coordinator"),
        ("/groups/WOE/seats/fill?member=member-0070", "coordinator"),
        ("/groups/UK/seats/fill?member=member-0070", "national_team"),
    ],
    "portal.check_roster_form": [
        ("/groups/WOE/seats/check", "convenor"),
        ("/groups/UK/seats/check", "national_team"),
    ],
    "portal.vacate_seat_form": [("/groups/WOE/seats/{seat_id}/vacate", "coordinator")],
    "portal.describe_seat_form": [("/groups/WOE/seats/{seat_id}/describe", "coordinator")],
    "portal.my_seats": [("/my-seats", "member"), ("/my-seats", "coordinator")],
    "portal.show_my_name_form": [("/my-seats/{own_seat_id}/name", "member")],
    "portal.resign_seat_form": [("/my-seats/{own_seat_id}/resign", "member")],
    "portal.appointments": [
        ("/appointments", "visitor"),
        ("/appointments?region=SW", "member"),
        ("/appointments?region=NENC", "coordinator"),
    ],
    "portal.appointment": [
        ("/appointments/{open_call_id}", "visitor"),
        ("/appointments/{open_call_id}?done=call-opened", "coordinator"),
        ("/appointments/{closed_call_id}", "member"),
        ("/appointments/{cancelled_call_id}", "visitor"),
    ],
    "portal.interest_form": [
        ("/appointments/{open_call_id}/interest", "national_team"),
        ("/appointments/{open_call_id}/interest", "member"),
    ],
    "portal.my_appointments": [
        ("/appointments/mine", "member"),
        ("/appointments/mine?done=interest-sent", "operator"),
    ],
    "portal.seat_offer": [("/appointments/offers/{offered_id}", "member")],
    "portal.my_panels": [("/appointments/panels", "operator"), ("/appointments/panels", "member")],
    "portal.appointment_panel": [
        ("/appointments/{closed_call_id}/panel", "operator"),
        ("/appointments/{closed_call_id}/panel", "coordinator"),
        ("/appointments/{closed_call_id}/panel", "convenor"),
        ("/appointments/{closed_call_id}/panel", "national_team"),
        ("/appointments/{open_call_id}/panel", "operator"),
    ],
    "portal.interests_form": [
        ("/appointments/{closed_call_id}/interests", "convenor"),
        ("/appointments/{open_call_id}/interests", "operator"),
    ],
    "portal.decision_form": [("/appointments/{closed_call_id}/decide/{expression_id}", "operator")],
    "portal.new_call_where": [("/appointments/new", "national_team")],
    "portal.new_call": [
        ("/appointments/new/WOE", "coordinator"),
        ("/appointments/new/UK", "national_team"),
    ],
    "portal.panel_exchange_form": [("/appointments/{closed_call_id}/exchange", "national_team")],
    "portal.cancel_call_form": [("/appointments/{closed_call_id}/cancel", "national_team")],
    "portal.growth": [("/growth", "visitor")],
    "portal.groups": [("/groups", "visitor")],
    "portal.group": [
        ("/groups/WOE", "visitor"),
        ("/groups/WOE?done=saved", "national_team"),
        ("/groups/WAL", "visitor"),
        ("/groups/UK", "visitor"),
    ],
    "portal.describe_group_form": [("/groups/WOE/about", "convenor")],
    "portal.group_status": [("/groups/WOE/status", "national_team")],
    "portal.pilot": [("/groups/WOE/pilot", "national_team"), ("/groups/SW/pilot", "national_team")],
    "portal.costs": [("/costs", "visitor")],
    "portal.group_costs": [("/groups/WOE/costs", "visitor"), ("/groups/WOE/costs", "coordinator")],
    "portal.group_support": [("/groups/WOE/support", "visitor"), ("/groups/WOE/support", "coordinator")],
    "portal.one_support": [("/groups/WOE/support/{support_id}", "coordinator")],
    "portal.shared_barriers": [("/barriers", "visitor")],
    "portal.group_barriers": [
        ("/groups/WOE/barriers", "visitor"),
        ("/groups/WOE/barriers", "coordinator"),
        ("/groups/SW/barriers", "member"),
    ],
    "portal.barrier": [("/barriers/{barrier_id}", "convenor")],
    "portal.group_alliances": [
        ("/groups/WOE/alliances", "member"),
        ("/groups/WOE/alliances", "coordinator"),
    ],
    "portal.stakeholder": [("/groups/WOE/alliances/{stakeholder_id}", "coordinator")],
    "portal.initiatives": [("/initiatives", "visitor"), ("/initiatives", "coordinator")],
    "portal.convenors": [("/convenors", "convenor"), ("/convenors", "national_team")],
    "portal.due": [("/due", "coordinator"), ("/due", "national_team")],
    "portal.join": [("/join?region=WOE", "visitor")],
    "portal.join_sent": [
        ("/join/sent?region=WOE", "visitor"),
        ("/join/sent?region=WOE&saved=yes", "visitor"),
    ],
    "portal.application_status": [
        ("/apply/status?ticket={ticket}", "visitor"),
        ("/apply/status?ticket={ticket_sent}&done=submitted", "visitor"),
        ("/apply/status?ticket={ticket_declined}", "visitor"),
    ],
    "portal.new_link": [("/apply/link", "visitor")],
    "portal.new_link_sent": [("/apply/link/sent", "visitor")],
    "portal.compact": [("/compact", "visitor"), ("/compact", "member"), ("/compact", "national_team")],
    "portal.compact_history": [("/compact/history", "visitor")],
    "portal.new_compact": [("/compact/new", "national_team")],
    "portal.members": [
        ("/members", "visitor"),
        ("/members", "member"),
        ("/members?q=nobody-has-this-name", "visitor"),
    ],
    "portal.member": [
        ("/members/{member_id}", "member"),
        ("/members/{member_id}?done=thanked", "national_team"),
        ("/members/{skilled_id}", "coordinator"),
    ],
    "portal.met_form": [("/members/{member_id}/met", "member")],
    "portal.thank_form": [("/members/{member_id}/thank", "member")],
    "portal.connector_form": [("/members/{member_id}/connector", "convenor")],
    "portal.my_profile": [("/me", "member"), ("/me?done=profile", "coordinator")],
    "portal.seen_by_others": [("/me/seen", "member")],
    "portal.edit_profile": [("/me/edit", "member")],
    "portal.edit_visibility": [("/me/visibility", "member")],
    "portal.move_form": [("/me/region", "member")],
    "portal.email_form": [("/me/email?done=email-asked", "member"), ("/me/email", "coordinator")],
    "portal.look_at_email_change": [
        ("/email-change?ticket={ticket_address}", "visitor"),
        ("/email-change?ticket=x", "visitor"),
    ],
    "portal.email_confirmed": [("/email-change/done", "visitor"), ("/email-change/done", "member")],
    "portal.leave_form": [("/me/leave", "member")],
    "portal.left": [("/goodbye", "visitor")],
    "portal.my_connections": [("/me/connections", "member")],
    "portal.my_recognition": [("/me/recognition", "member")],
    "portal.pipelines": [("/pipeline", "national_team")],
    "portal.pipeline": [("/pipeline/WOE", "coordinator"), ("/pipeline/WOE?stage=in_review", "convenor")],
    "portal.application": [
        ("/applications/{application_id}", "coordinator"),
        ("/applications/{accepted_id}?done=accepted", "coordinator"),
    ],
    "portal.export": [("/members/export", "coordinator"), ("/members/export", "national_team")],
    "portal.imports": [("/imports", "coordinator"), ("/imports", "national_team")],
    "portal.import_page": [
        ("/imports/{import_id}", "coordinator"),
        ("/imports/{working_import_id}", "coordinator"),
        ("/imports/{done_import_id}", "coordinator"),
    ],
    "portal.roles": [("/roles", "national_team"), ("/roles?q=Member", "national_team")],
    "portal.member_roles": [("/roles/{coordinator_id}", "national_team")],
    "signin.sign_in": [("/sign-in", "visitor")],
    "signin.link_sent": [("/sign-in/sent", "visitor")],
    "signin.look_at_link": [("{sign_in_link}", "visitor"), ("/sign-in/link?ticket=x", "visitor")],
    "signin.signed_out": [("/sign-in/out", "visitor")],
    "signin.kept_answers": [("/sign-in/kept", "member signed in")],
    "signin.my_sessions": [("/me/sessions", "member signed in")],
    "signin.my_tokens": [("/me/tokens", "member signed in")],
    "signin.my_second_factor": [("/me/second-factor", "member signed in")],
    "signin.second_factor": [("/sign-in/second-factor", "coordinator signed in")],
    "signin.set_up": [("/sign-in/second-factor/set-up", "coordinator signed in")],
}
"""Endpoint -> the addresses and people with which it is looked at; ``{names}`` come from the world."""

NOT_PAGES = {
    **EXCHANGE_FILES,
    **PROJECTS_FILES,
    "static": "files",
    "health.live": "for machines",
    "health.ready": "for machines",
    "health.metrics": "for machines",
    "portal.import_errors": "a CSV file",
    "portal.staff_exchange_csv": "a CSV file",
    "portal.my_certificate": "a PDF file",
    "portal.download_paper": "a file to keep",
    "portal.expense_receipt": "a file to keep",
    "portal.expense_batch_file": "a file to keep",
    "portal.matters_feed": "an Atom feed",
    "portal.minutes_feed": "an Atom feed",
    "portal.group_minutes_feed": "an Atom feed",
    "portal.minutes_text": "a text file",
    "portal.export_csv": "a CSV file",
    "portal.event_bookings_file": "a CSV file",
    "portal.group_actions_csv": "a CSV file",
    "portal.account_statement_csv": "a CSV file",
    "portal.account_statement_pdf": "a PDF file",
    "portal.survey_results_csv": "a CSV file",
    "portal.survey_results_json": "a JSON file",
    "portal.count_file": "a CSV file",
    "portal.coffee_draw": "a JSON file",
    "portal.ballot_file": "a text file",
    "portal.export_json": "a JSON file",
    "portal.document_file": "a file to keep",
    "portal.recognition_record": "a text file",
    "signin.leave_for_provider": "leads to another site",
    "signin.back_from_provider": "leads on at once",
}

ALL = [(path, role) for visits in VISITS.values() for path, role in visits]
ERRORS = [("/no-such-page", "visitor", 404), ("/roles", "member", 403), ("/regions/NOWHERE", "visitor", 404)]


def test_every_page_of_the_url_map_is_visited(site):
    pages = {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    }
    assert pages - set(VISITS) - set(NOT_PAGES) == set(), "add these to VISITS"
    assert (set(VISITS) | set(NOT_PAGES)) - pages == set(), "these are gone"


@pytest.mark.parametrize(("path", "role"), ALL)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(site, read_page, path, role):
    address = path.format(**site.world.ids, sign_in_link=site.sign_in_link("member"))
    page = read_page(address, role, DESKTOP)
    assert page.locator("h1").count() == 1, page.content()[:2000]
    for width in (DESKTOP, PHONE):
        lay_out(page, width)
        assert violations(page) == []
        keep_picture(page, path, role, width)
    lay_out(page, NARROWEST)
    assert too_wide(page) == []


@pytest.mark.parametrize(("path", "role", "status"), ERRORS)
def test_error_pages_are_as_good_as_any(read_page, path, role, status):
    page = read_page(path, role, PHONE)
    lay_out(page, PHONE)
    assert violations(page) == []
    keep_picture(page, path, role, PHONE)
    assert page.request.get(path).status == status
