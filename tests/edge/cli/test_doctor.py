"""What the doctor says of SES and of the sender's records."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.edge.cli.answering import answering
from tests.edge.cli.conftest import Secretariat
from tests.edge.cli.naming import name_server
from tests.edge.cli.ses_answers import (
    ABSENT,
    ACCOUNT,
    BY_ADDRESS,
    BY_DOMAIN,
    EVENTS,
    ROADS,
    SENDER,
    SET,
    Table,
    ZoneTable,
    account,
    identity,
    roads,
    ses,
    zone,
)

Found = dict[str, Any]
Examine = Callable[..., Found]
SPF = ("bounce.example.org", "TXT")
DMARC = ("_dmarc.example.org", "TXT")
MX = ("example.org", "MX")


@pytest.fixture
def examine(secretariat: Secretariat, monkeypatch: pytest.MonkeyPatch) -> Examine:
    """The checks of mail by name, on a SES and a zone with these changes."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")

    def look(told: Table | None = None, records: ZoneTable | None = None, *more: str) -> Found:
        options = ("--mail", SENDER, "--configuration-set", "mail", "--json", *more)
        with answering(ses(told)) as server, name_server(zone(records)) as where:
            monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", server.url)
            ended = secretariat("doctor", "--url", server.url, *options, "--dns", where)
        return {
            one["name"]: one for one in json.loads(ended.out)["checks"] if one["name"] != "server"
        }

    return look


def verdicts(found: Found) -> dict[str, bool | None]:
    """How each is that belongs to mail."""
    return {name: one["ok"] for name, one in found.items() if one["group"] in ("ses", "dns")}


WELL = dict.fromkeys(
    ["sandbox", "sending", "quota", "standing", "identity", "signing", "mail from",
     "configuration set", "events by topic", "events by bus", "tracking",
     "spf", "dkim", "dmarc", "alignment", "mail from mx", "answers"],
    True,
)  # fmt: skip


def test_a_well_kept_sender_is_well(examine: Examine) -> None:
    found = examine()
    assert verdicts(found) == WELL
    assert found["quota"]["detail"] == (
        "49850 of 50000 mails are left in these 24 hours, 14 a second at most"
    )
    assert found["answers"]["detail"] == "example.org takes mail at first.example.org"
    assert found["spf"]["detail"] == "bounce.example.org lets SES send, 1 of 10 lookups"
    assert {one["remedy"] for name, one in found.items() if name in WELL} == {None}


DKIM = {"SigningEnabled": False, "Status": "PENDING", "Tokens": ["one"]}
QUOTA = {"Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 200.0}
PAUSED = (200, {"SendingOptions": {"SendingEnabled": False}})


@pytest.mark.parametrize(
    ("told", "name", "words"),
    [
        ({ACCOUNT: account(ProductionAccessEnabled=False)}, "sandbox", "verified addresses alone"),
        ({ACCOUNT: account(SendingEnabled=False)}, "sending", "paused"),
        ({ACCOUNT: account(SendQuota=QUOTA)}, "quota", "0 of 200 mails are left"),
        ({ACCOUNT: account(EnforcementStatus="PROBATION")}, "standing", "PROBATION"),
        ({BY_DOMAIN: identity(VerifiedForSendingStatus=False)}, "identity", "not verified"),
        ({BY_DOMAIN: ABSENT}, "identity", "knows neither meetings@example.org nor example.org"),
        ({SET: PAUSED}, "configuration set", "mail is paused"),
        ({SET: ABSENT}, "configuration set", "there is no mail"),
        ({ROADS: roads(by_topic=EVENTS[1:])}, "events by topic", "not told: SEND"),
        ({ROADS: roads(by_bus=EVENTS[:-1])}, "events by bus", "not told: RENDERING_FAILURE"),
        ({ROADS: roads(by_bus=[*EVENTS, "OPEN"])}, "tracking", "asked for: OPEN"),
    ],
)
def test_each_fault_of_the_account_is_named_and_mended(
    examine: Examine, told: Table, name: str, words: str
) -> None:
    check = examine(told)[name]
    assert (check["ok"], words in check["detail"]) == (False, True)
    assert check["remedy"].endswith((".", "example.org"))


def test_a_sender_without_keys_of_its_own_is_neither_signed_nor_aligned(examine: Examine) -> None:
    found = examine({BY_DOMAIN: identity(DkimAttributes=DKIM, MailFromAttributes={})})
    told = {name: found[name]["ok"] for name in ("signing", "mail from", "alignment")}
    assert told == {"signing": False, "mail from": None, "alignment": False}
    assert "mail from mx" not in found


def test_an_identity_of_the_address_goes_before_that_of_its_domain(examine: Examine) -> None:
    found = examine({BY_ADDRESS: identity(VerifiedForSendingStatus=False)})
    assert found["identity"]["detail"] == "meetings@example.org is not verified"


def test_a_disabled_destination_tells_nothing(examine: Examine) -> None:
    found = examine({ROADS: roads(enabled=False)})
    assert (found["events by topic"]["ok"], found["events by bus"]["ok"]) == (False, False)


def test_what_aws_does_not_let_one_see_is_unknown_and_the_dns_is_looked_at(
    examine: Examine,
) -> None:
    denied = (403, {"__type": "AccessDeniedException"})
    found = examine({ACCOUNT: denied, BY_ADDRESS: denied, SET: denied})
    told = {name: one for name, one in verdicts(found).items() if one is not True}
    assert told == {
        **dict.fromkeys(["sandbox", "identity", "configuration set", "dkim", "alignment"]),
        "spf": False,
    }
    assert "AccessDeniedException to GetAccount" in found["sandbox"]["detail"]


def chain(length: int) -> ZoneTable:
    """Records that include one another."""
    links: ZoneTable = {
        (f"s{n}.example.net", "TXT"): [f'"v=spf1 include:s{n + 1}.example.net -all"']
        for n in range(length)
    }
    return links | {SPF: ['"v=spf1 include:s0.example.net include:amazonses.com ~all"']}


@pytest.mark.parametrize(
    ("records", "name", "words"),
    [
        ({SPF: []}, "spf", "has no SPF record"),
        ({SPF: ['"v=spf1 ~all"', '"v=spf1 -all"']}, "spf", "has 2 SPF records"),
        ({SPF: ['"v=spf1 mx ~all"']}, "spf", "does not name SES"),
        ({SPF: ['"v=spf1 -all include:amazonses.com"']}, "spf", "does not name SES"),
        ({SPF: ['"v=spf1 include:amazonses.com +all"']}, "spf", "lets everybody send"),
        ({SPF: ['"v=spf1 include:amazonses.com all"']}, "spf", "lets everybody send"),
        ({SPF: ['"v=spf1 includes:amazonses.com -all"']}, "spf", "a term nobody knows"),
        ({SPF: ['"v=spf1 include:gone.example -all"']}, "spf", "gone.example, which has none"),
        ({SPF: ['"v=spf1 redirect=bounce.example.org"']}, "spf", "more than 10 lookups"),
        (chain(10), "spf", "more than 10 lookups"),
        ({("two._domainkey.example.org", "CNAME"): []}, "dkim", "1 of 3 keys are not there"),
        ({("two.dkim.amazonses.com", "TXT"): ['"p="']}, "dkim", "1 of 3 keys are not there"),
        ({DMARC: []}, "dmarc", "has no DMARC record"),
        ({DMARC: ['"v=DMARC1; p=none"'] * 1 + ['"v=DMARC1; p=reject"']}, "dmarc", "2 records"),
        ({DMARC: ['"v=DMARC1; p=maybe"']}, "dmarc", "no policy"),
        ({DMARC: ['"v=DMARC1; rua=mailto:a@example.org"']}, "dmarc", "no policy"),
        ({("bounce.example.org", "MX"): []}, "mail from mx", "no MX"),
        ({("bounce.example.org", "MX"): ["10 mx.example.org."]}, "mail from mx", "mx.example.org"),
        ({MX: ["0 ."]}, "answers", "takes no mail (null MX)"),
        ({MX: []}, "answers", "example.org takes no mail"),
    ],
)
def test_each_fault_of_the_records_is_named_and_mended(
    examine: Examine, records: ZoneTable, name: str, words: str
) -> None:
    check = examine(None, records)[name]
    assert (check["ok"], words in check["detail"]) == (False, True)
    assert check["remedy"]


def test_the_record_to_add_is_spelled_out(examine: Examine) -> None:
    lacking: ZoneTable = {SPF: [], DMARC: [], ("two._domainkey.example.org", "CNAME"): []}
    found = examine(None, lacking)
    assert found["spf"]["remedy"] == (
        'Add: bounce.example.org. TXT "v=spf1 include:amazonses.com ~all"'
    )
    assert found["dkim"]["remedy"] == (
        "Add: two._domainkey.example.org. CNAME two.dkim.amazonses.com."
    )
    assert found["dmarc"]["remedy"].startswith('Add: _dmarc.example.org. TXT "v=DMARC1; p=none;')


def test_strict_alignment_is_asked_of_both_and_one_is_enough(examine: Examine) -> None:
    strict = examine(None, {DMARC: ['"v=DMARC1; p=reject; adkim=s; aspf=s"']})
    relaxed = examine()
    assert strict["alignment"]["detail"] == "mail is example.org's own by DKIM"
    assert relaxed["alignment"]["detail"] == "mail is example.org's own by DKIM and SPF"


def test_a_domain_goes_by_the_policy_of_the_organisation_above_it(examine: Examine) -> None:
    above = {("_dmarc.example.org", "TXT"): ['"v=DMARC1; p=reject; sp=none"']}
    told: Table = {
        ("GET", "/v2/email/identities/m%40desk.example.org"): ABSENT,
        ("GET", "/v2/email/identities/desk.example.org"): ABSENT,
    }
    found = examine(told, above, "--mail", "m@desk.example.org", "--reply-to", SENDER)
    assert found["dmarc"]["detail"] == "_dmarc.example.org says none"
    assert (found["identity"]["ok"], found["alignment"]["ok"]) == (True, True)


def test_eleven_questions_are_too_many_and_ten_are_not(examine: Examine) -> None:
    end: ZoneTable = {("s8.example.net", "TXT"): ['"v=spf1 -all"']}
    assert examine(None, chain(8) | end)["spf"]["detail"].endswith("10 of 10 lookups")
    end = {("s9.example.net", "TXT"): ['"v=spf1 -all"']}
    assert examine(None, chain(9) | end)["spf"]["ok"] is False


def test_a_domain_without_exchanger_takes_mail_at_its_own_address(examine: Examine) -> None:
    found = examine(None, {MX: [], ("example.org", "A"): ["192.0.2.7"]})
    assert found["answers"]["ok"] is True


def test_a_name_server_that_fails_leaves_it_open_in_words(examine: Examine) -> None:
    found = examine(None, None, "--reply-to", "ana@failing.example")
    assert (found["answers"]["ok"], found["answers"]["detail"]) == (
        None,
        "the name servers of failing.example answer with a failure",
    )


def test_a_name_server_that_is_silent_leaves_it_open_in_words(examine: Examine) -> None:
    found = examine(None, None, "--reply-to", "ana@silent.example")
    assert (found["answers"]["ok"], found["answers"]["detail"]) == (
        None,
        "the DNS did not answer in time about silent.example",
    )


def test_without_an_address_mail_is_not_looked_at(secretariat: Secretariat) -> None:
    table: Table = {("GET", "/agenda/openapi.json"): (200, {})}
    with answering(table) as server:
        ended = secretariat("doctor", "--url", server.url)
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == (
        "--  mail: not looked at (--mail ADDRESS names the sender)"
    )


@pytest.mark.parametrize(
    "options",
    [
        ("--mail", "meetings"),
        ("--mail", SENDER, "--dns", "ns.example.org"),
        ("--mail", SENDER, "--dns", "127.0.0.1:x"),
        ("--dns", "127.0.0.1"),
        ("--configuration-set", "mail"),
    ],
)
def test_wrong_options_are_one_line(secretariat: Secretariat, options: tuple[str, ...]) -> None:
    ended = secretariat("doctor", *options)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
