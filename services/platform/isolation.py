"""Whose rows each table holds, for PostgreSQL's row-level security: every table is in one of these.

`rinnalla migrate` puts it in force. An organisation's rows are hidden from everybody else; who
within the organisation sees them (a seat, a match, a role) is the policies' to say. The history
(`events`) cannot know whose a stream is: what is personal in it lies sealed, its key elsewhere.
"""

from collections.abc import Mapping

from shared.database.row_security import addressed_to, of, of_member, through

EVERYWHERE = {
    "letters": addressed_to("recipient"),
    "search_tokens": of("organisation"),
    "searchable": through("search_tokens", "thing"),
}

# What has waited too long whoever looks after all of it sees too: ids, codes and days.
DEADLINES = f"{of('organisation', 'waiting')} OR step = 'escalated'"

POLICIES: Mapping[str, Mapping[str, str]] = {  # service -> table -> whose rows
    "referral": EVERYWHERE
    | {
        "referrals": of("sender", "organisation"),
        "messages": through("referrals", "referral_id"),
        "disclosures": through("referrals", "referral_id"),
        "referral_moves": through("referrals", "referral_id"),
        "referral_sides": of("sender", "provider"),
        "held_visits": through("referrals", "case_id"),
        "told_goals": through("referrals", "case_id"),
        "sent_summaries": through("referrals", "referral_id"),
        "seats": of_member("person_id"),
        "kept_from": of_member("person_id"),
        "contact_readers": of_member("person_id"),
        "rights_requests": of("organisation"),
        "rights_exports": through("rights_requests", "request_id"),
        "acknowledgements": of("organisation", "sender", "provider"),
        "family_contacts": of("organisation"),
        "bookings": of("organisation"),
        "notices_given": f"{of('organisation')} OR {through('referrals', 'referral_id')}",
        "erasures_done": through("referrals", "record_id", "referral_id"),
        "agreements": of("provider", "party", "controller"),
        "waiting_emphases": of("organisation", "waits_for"),
        "deadlines": f"{DEADLINES} OR kind = 'feedback'",  # days only, and nobody's
        "awaited_answers": of("sender", "provider"),
        "considered": of("organisation", "coordinator"),
        "likenesses": of("organisation"),
        "comparisons": of("organisation"),
    },
    "volunteers": EVERYWHERE
    | {
        "volunteers": of("organisation"),
        "erasures_done": through("volunteers", "record_id", "volunteer_id"),
        "vetting_drafts": through("volunteers", "volunteer_id"),
        "needs": of("organisation"),
        "lone_approvals": of("organisation"),
        "deadlines": of("organisation"),
        "awaited_needs": of("organisation"),
        "awaited_ends": of("organisation"),
        "matches": through("volunteers", "volunteer_id"),
        "introductions": through("matches", "match_id"),
        "letter_matches": of("organisation"),
        "letter_people": through("volunteers", "volunteer_id"),
        "expenses": through("volunteers", "volunteer_id"),
        "visits": through("volunteers", "volunteer_id"),
        "expense_claims": of("organisation"),
        "payments": of("organisation"),
        "letter_claims": of("organisation"),
        "letter_gatherings": of("organisation"),
        "letter_participants": of("organisation"),
        "gatherings": of("organisation"),
        "gathering_sessions": through("gatherings", "gathering_id"),
        "registrations": of("organisation"),
        "attendances": through("gatherings", "gathering_id"),
        "survey_boxes": of("organisation"),
        "loans": of("lender", "borrower"),
        "seats": of_member("person_id"),
    },
    "casework": EVERYWHERE
    | {
        "cases": of("organisation"),
        "deadlines": of("organisation"),
        "awaited_cases": of("organisation"),
        "summaries": of("organisation"),
        "summary_readings": through("cases", "case_id"),
        "awaited_visits": through("cases", "case_id"),
        "awaited_appointments": through("cases", "case_id"),
        "awaited_helpers": through("cases", "case_id"),
        "letter_seats": through("cases", "case_id"),
        "team": through("cases", "case_id"),
        "seats_by_day": through("cases", "case_id"),
        "case_locks": through("cases", "case_id"),
        "contact_readers": through("cases", "case_id"),
        "moments": through("cases", "case_id"),
        "visits": through("cases", "case_id"),
        "entries": through("cases", "case_id"),
        "network_maps": through("cases", "case_id"),
        "plan_agreements": through("cases", "case_id"),
        "independence_plans": through("cases", "case_id"),
        "fact_sheets": through("cases", "case_id"),
        "receipt_bodies": through("cases", "case_id"),
        "messages": through("cases", "case_id"),
        "concerns": of("organisation"),
        "phone_duties": of("organisation"),
        "family_codes": through("cases", "case_id"),
        "matches": through("cases", "case_id"),
        "referral_messages": through("cases", "case_id"),
        "neighbour_moments": through("cases", "referral_id"),
    },
    "reporting": EVERYWHERE,
}

MACHINERY: Mapping[str, str] = {  # in every service: table -> why every transaction may read it
    "events": "of one stream by its id; personal fields are sealed, and their keys lie elsewhere",
    "claims": "names no organisation; a key is taken whoever has it",
    "positions": "numbers only",
    "unnumbered": "numbers only",
    "store": "one row, of the store itself",
    "required_steps": "numbers of steps only",
    "checkpoints": "numbers only",
    "heads": "numbers only",
    "stopped": "which source stands still and why, for whoever runs the service",
    "parked": "ids and reasons for whoever runs the service, no payload",
    "idempotency": "read by the caller's own key; ids and codes only",
    "principals": "read before it is known who asks; names are sealed",
    "sessions": "read before it is known who asks; found by a secret only",
    "reacted": "numbers and names of events",
    "accesses": "ids and moments: a person may know of everybody who looked, and asks the policy",
    "access_chain": "hashes only",
    "access_heads": "hashes only",
    "access_subjects": "ids only",
    "access_cuts": "hashes only",
    "access_acknowledged": "hashes, and an operator's reason that names nobody",
    "other_access_heads": "hashes only",
    "other_access_cuts": "hashes only",
    "logout_tokens": "what the issuer has sent already; no person's",
    "deliveries": "numbers only",
    "deliveries_followed": "numbers only",
    "relay_cursors": "numbers only",
    "relay_lease": "names of processes",
    "read_marks": "ids and moments; both sides of a thing may know who has read it",
    "drafts": "found by an id made of person and organisation; sealed, each under an id of its own",
    "duties": "moments and counts only",
    "mail_readers": "read for whoever has something to read; the address is sealed",
    "mail_collected": "ids only",
    "mail_notices": "ids and moments; both sides of a thing may know who has something to read",
    "mails": "ids, numbers and moments; no address, no text",
    "known_organisations": "the directory is everybody's to read",
    "known_programmes": "the directory is everybody's to read",
    "known_members": "the directory is everybody's to read",
    "known_withdrawals": "the directory is everybody's to read",
}

EXEMPT: Mapping[str, Mapping[str, str]] = {  # what only one service has
    "referral": {
        "feedback": "days only; what was written lies sealed in the history",
        "emphases": "what parties of agreements have agreed in public: codes and years",
        "networks": "the directory is everybody's to read",
        "network_members": "the directory is everybody's to read",
        "free_supporters": "ids and codes, counted by organisation; who they are lies elsewhere",
        "busy_supporters": "ids of matches and support people; of which family lies elsewhere",
        "receptions": "what organisations announce: themes, places and times, nobody's family",
        "taken_times": "moments in which somebody meets a family, without the family",
        "reception_days_off": "days of announced receptions",
        "openings": "what organisations say of their own room; everybody's to read",
        "client_keys": "public keys, read before it is known who asks",
        "client_secrets": "digests of random bits, read before it is known who asks",
        "client_uses": "ids and days of systems",
        "programme_drafts": "ids, codes and names of programmes; whose a draft is, its policy asks",
        "service_descriptions": "the national catalogue's public texts",
        "deadline_steps": "ids and moments of what the clock did",
        "answer_times": "of networks, which are everybody's to read",
        "promises": "of programmes, which are everybody's to read",
    },
    "volunteers": {
        "deadline_steps": "ids and moments of what the clock did",
        "awaited_terms": "of programmes, which are everybody's to read",
    },
    "casework": {
        "sign_ins": "ids of support persons and their sign-ins; joined to matches only",
        "deadline_steps": "ids and moments of what the clock did",
        "awaited_terms": "of programmes, which are everybody's to read",
    },
    "reporting": dict.fromkeys(
        ("agreement_facts", "case_facts", "match_facts", "referral_facts", "visit_facts"),
        "ids, codes and days; counted over all organisations, and shown by disclosure control only",
    )
    | {
        "editions": "published figures, everybody's to read",
        "answer_facts": "answers sealed for their person; opened for whose families they are of",
        "survey_facts": "counts of five answers or more; nobody's",
        "measurement_facts": "ids, codes, days and scores; shown to whose families they are of",
    },
}
