"""Why the gateway, membership and every context say no."""

from contracts.codes.code import Code

CODES: dict[str, Code] = {
    # who may knock
    "sign_in_required": Code(401, "Sign in to do this."),
    "credentials_invalid": Code(401, "We could not verify who you are. Sign in again."),
    "role_required": Code(403, "Your role does not allow this."),
    "not_your_region": Code(403, "This belongs to another region."),
    "not_found": Code(404, "We could not find that."),
    # what was sent
    "invalid_input": Code(422, "Some answers need correcting."),
    "stale_version": Code(412, "Somebody changed this since you read it. Read it again, then retry."),
    "command_id_reused": Code(409, "This command id was already used for something else."),
    # the gateway: what a request may be
    "bad_request": Code(400, "We could not understand this request."),
    "malformed_json": Code(400, "The body of the request is not the JSON we need."),
    "method_not_allowed": Code(405, "This cannot be done here."),
    "body_too_large": Code(413, "This is more than one request may hold."),
    "unsupported_media_type": Code(415, "Send this as application/json."),
    "version_required": Code(428, "Say which version you read: send its ETag as If-Match."),
    "too_many_requests": Code(429, "That was too often. Wait a little, then try again."),
    # signing in
    "csrf_failed": Code(403, "We could not tell that this came from our own page. Reload it and try again."),
    "ticket_invalid": Code(422, "This link does not work. Ask for a new one."),
    "ticket_expired": Code(410, "This link has run out. Ask for a new one."),
    "second_factor_required": Code(403, "Enter the code from your authenticator app first."),
    "second_factor_wrong": Code(422, "That code is not right. Use the newest code in your app."),
    "too_many_attempts": Code(429, "There were too many attempts. Wait a little, then try again."),
    "session_required": Code(403, "Sign in with your browser to do this; an API token may not."),
    "scope_required": Code(403, "This API token was not made for that."),
    "not_a_member": Code(403, "This address does not belong to a member of Q."),
    "openid_failed": Code(403, "Your organisation's sign-in did not work. Try again, or use an e-mail link."),
    # membership: the register, applications, the Compact
    "region_unknown": Code(404, "There is no such region."),
    "email_taken": Code(409, "This e-mail address belongs to another member."),
    "email_change_used": Code(
        409, "This link was used already: your new address is confirmed. Sign in with it."
    ),
    "email_change_replaced": Code(
        409, "This change was taken back, or a newer one took its place. Use the link in our newest e-mail."
    ),
    "email_change_expired": Code(
        410, "This link has run out, and your address is as it was. Sign in and ask for the change again."
    ),
    "already_member": Code(409, "This person belongs already."),
    "already_left": Code(409, "This person no longer belongs."),
    "already_in_region": Code(409, "That is the home region already."),
    "cohort_fixed": Code(409, "The cohort is set when somebody joins and does not change."),
    "member_not_active": Code(409, "Only an active member can be given this."),
    "membership_paused": Code(403, "Your membership is paused. Accept the current Compact to go on."),
    "role_not_held": Code(409, "This member does not hold that role."),
    "duplicate_application": Code(409, "There is an application or a membership for this address already."),
    "application_already_decided": Code(409, "This application was decided already."),
    "application_not_submitted": Code(409, "The applicant has not sent this application in yet."),
    "application_taken_up": Code(409, "Somebody else is reviewing this application."),
    "application_closed": Code(409, "This application can no longer be changed."),
    "reason_required": Code(422, "Give a reason for declining."),
    "compact_not_accepted": Code(422, "Accept the Compact to apply."),
    "compact_not_current": Code(409, "This is not the current version of the Compact."),
    # membership: imports, connections, recognition
    "file_too_large": Code(413, "The file is too large: at most 20 MB."),
    "import_too_many_rows": Code(413, "The file has too many rows: at most 100,000."),
    "import_step_wrong": Code(409, "The import is not at that step."),
    "import_has_errors": Code(409, "Some rows cannot be taken. Correct the file, or leave those rows out."),
    "import_expired": Code(409, "This check is more than two weeks old. Send the file again."),
    "connection_exists": Code(409, "You have told this already."),
    "connection_answered": Code(409, "This was answered already."),
    "not_a_connector": Code(409, "This member is not a Connector."),
    # notifications
    "mail_not_sendable": Code(409, "Only mail that bounced or stayed in doubt can be sent again."),
    # how we are
    "temporarily_unavailable": Code(503, "This part of Q Commons is not answering just now. Try again soon."),
    "unexpected": Code(500, "Something went wrong on our side. Quote the incident code if you tell us."),
}
