"""With which addresses and people the pages of skills and time are looked at."""

SKILLS_VISITS: dict[str, list[tuple[str, str]]] = {
    "portal.skills_and_time": [
        ("/skills-and-time", "visitor"),
        ("/skills-and-time", "member"),
        ("/skills-and-time", "coordinator"),
    ],
    # offers
    "portal.offers": [
        ("/offers", "visitor"),
        ("/offers", "member"),
        ("/offers?region=WOE&skill=spc&online=yes&campaign={campaign}", "visitor"),
    ],
    "portal.requests": [("/requests", "member"), ("/requests?skill=pdsa", "visitor")],
    "portal.offer": [
        ("/offers/{offer}", "visitor"),
        ("/offers/{offer}", "coordinator"),
        ("/offers/{offer}?done=offer-published", "member"),
        ("/offers/{ending_offer}", "member"),
        ("/offers/{time_request}", "member"),
        ("/offers/{fulfilled_offer}", "member"),
    ],
    "portal.offer_matches": [
        ("/offers/{offer}/matches", "member"),
        ("/offers/{ending_offer}/matches", "coordinator"),
    ],
    "portal.my_offers": [("/my-offers", "member"), ("/my-offers", "convenor")],
    "portal.offer_time": [
        ("/offers/new", "member"),
        ("/offers/new?campaign={campaign}&skill=spc", "coordinator"),
    ],
    "portal.ask_for_time": [("/requests/new", "member")],
    "portal.change_offer_form": [("/offers/{offer}/change", "member")],
    "portal.campaigns": [("/campaigns", "visitor"), ("/campaigns", "coordinator")],
    "portal.campaign": [("/campaigns/{campaign}", "visitor"), ("/campaigns/{campaign}", "convenor")],
    "portal.start_campaign_form": [("/campaigns/new", "coordinator"), ("/campaigns/new", "national_team")],
    # exchanges
    "portal.my_exchanges": [("/my-exchanges", "member"), ("/my-exchanges", "operator")],
    "portal.exchange": [
        ("/exchanges/{asked_exchange}", "member"),
        ("/exchanges/{written_exchange}", "member"),
        ("/exchanges/{proposed_exchange}?done=exchange-proposed", "member"),
        ("/exchanges/{agreed_exchange}", "member"),
        ("/exchanges/{done_exchange}", "member"),
        ("/exchanges/{said_exchange}", "member"),
        ("/exchanges/{full_exchange}", "member"),
        ("/exchanges/{settled_exchange}?done=exchange-settled", "member"),
        ("/exchanges/{ended_exchange}", "convenor"),
        ("/exchanges/{disputed_exchange}", "convenor"),
        ("/exchanges/{disputed_exchange}", "coordinator"),
        ("/exchanges/{argued_exchange}", "convenor"),
    ],
    "portal.exchange_step_form": [
        ("/exchanges/{asked_exchange}/change", "member"),
        ("/exchanges/{asked_exchange}/cancel", "member"),
        ("/exchanges/{agreed_exchange}/say_done", "member"),
        ("/exchanges/{done_exchange}/dispute", "member"),
        ("/exchanges/{disputed_exchange}/answer_dispute", "convenor"),
        ("/exchanges/{argued_exchange}/answer_dispute", "convenor"),
        ("/exchanges/{disputed_exchange}/decide", "coordinator"),
        ("/exchanges/{disputed_exchange}/note", "coordinator"),
    ],
    "portal.propose_exchange_form": [
        ("/exchanges/new?member={coordinator_id}&skill=spc", "member"),
        ("/exchanges/new?offer={offer}", "coordinator"),
        ("/exchanges/new?offer={time_request}", "member"),
    ],
    "portal.exchanges_to_decide": [
        ("/exchanges-to-decide", "coordinator"),
        ("/exchanges-to-decide?region=NI", "national_team"),
    ],
    # accounts of time
    "portal.my_account": [("/my-account?done=time-given", "member"), ("/my-account", "operator")],
    "portal.give_time_form": [("/my-account/give", "member")],
    "portal.account_statement": [
        ("/accounts/mine/statement", "member"),
        ("/accounts/mine/statement?since=2018-10-01&until=2018-09-01", "member"),
        ("/accounts/{own_account}/statement?done=transfer-reversed", "coordinator"),
        ("/accounts/pot:WOE/statement", "member"),
    ],
    "portal.region_accounts": [("/accounts", "coordinator"), ("/accounts?region=NI", "national_team")],
    "portal.grant_time_form": [("/accounts/{own_account}/grant", "coordinator")],
    "portal.reverse_transfer_form": [
        ("/transfers/{transfer}/reversal", "coordinator"),
        ("/transfers/{transfer_back}/reversal", "coordinator"),
    ],
    "portal.timebank": [("/timebank", "visitor"), ("/timebank", "operator")],
    "portal.ledger_audits": [("/timebank/audits", "operator")],
    # finding help, groups of peers
    "portal.find_help": [
        ("/find-help", "visitor"),
        ("/find-help?text=who+within+30+miles+can+coach+SPC+in+June&near=BS1", "member"),
        ("/find-help?text=SPC+for+monkeys&near=BS1&level=coaching&weekdays=1", "visitor"),
        ("/find-help?text=SPC&near=nowhere&month=6", "member"),
        ("/find-help?text=Lean&region=NI", "member"),
    ],
    "portal.saved_searches": [("/skills/searches", "member"), ("/skills/searches", "convenor")],
    "portal.save_search_form": [("/skills/searches/new?text=SPC&near=BS1", "member")],
    "portal.saved_search": [
        ("/skills/searches/{saved_search}?done=search-saved", "member"),
        ("/skills/searches/{silent_search}", "member"),
    ],
    "portal.peer_groups": [
        ("/peer-support", "visitor"),
        ("/peer-support", "member"),
        ("/peer-support?region=NI", "coordinator"),
    ],
    "portal.peer_group": [
        ("/peer-support/{led_peers}", "visitor"),
        ("/peer-support/{led_peers}?done=peer-started", "member"),
        ("/peer-support/{led_peers}", "national_team"),
        ("/peer-support/{learned_peers}", "member"),
        ("/peer-support/{offered_peers}", "member"),
        ("/peer-support/{ended_peers}", "member"),
    ],
    "portal.start_peer_group_form": [("/peer-support/new", "member")],
    "portal.change_peer_group_form": [("/peer-support/{led_peers}/change", "member")],
    "portal.peer_learners": [
        ("/peer-support/{led_peers}/learners", "member"),
        ("/peer-support/{offered_peers}/learners", "coordinator"),
    ],
    "portal.end_peer_group_form": [("/peer-support/{led_peers}/end", "member")],
}
"""Endpoint -> the addresses and people; ``{names}`` come from the world."""
