"""The sender's records in the DNS, each judged, with the record to add spelled out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infra.cli.doctor.check import Check
from infra.cli.doctor.dmarc import POLICIES, Dmarc, read_dmarc
from infra.cli.doctor.names import Names, Unanswered
from infra.cli.doctor.ses import Identity
from infra.cli.doctor.spf import MOST_LOOKUPS, SES, BadRecord, Walk, record_of

GROUP = "dns"
MEND_SPF = "Leave one SPF record, correct it, and end it in ~all."
MEND_DMARC = "Leave one DMARC record."


def check_records(
    names: Names, sender: str, identity: Identity | None, region: str | None
) -> Iterator[Check]:
    """SPF, DKIM, DMARC, alignment, and the MX of a MAIL FROM domain of one's own."""
    domain = sender.rpartition("@")[2]
    mail_from = identity.mail_from if identity else None
    yield _judge("spf", lambda: _check_spf(names, mail_from or domain), MEND_SPF)
    yield _judge("dkim", lambda: _check_dkim(names, identity))
    yield _judge("dmarc", lambda: _check_dmarc(names, domain), MEND_DMARC)
    yield _judge("alignment", lambda: _check_alignment(read_dmarc(names, domain), domain, identity))
    if mail_from:
        yield _judge("mail from mx", lambda: _check_mail_from_mx(names, mail_from, region))


def check_reply(names: Names, address: str) -> Check:
    """Whether answers can arrive: an exchanger, or a host that is one (RFC 5321, section 5.1)."""
    return _judge("answers", lambda: _check_reply(names, address.rpartition("@")[2]))


def _judge(name: str, check: Callable[[], Check], mend: str | None = None) -> Check:
    try:
        return check()
    except Unanswered as silence:
        return Check(name, None, str(silence), GROUP)
    except BadRecord as wrong:
        return Check(name, False, str(wrong), GROUP, mend)


def _check_spf(names: Names, domain: str) -> Check:
    record = record_of(names, domain)
    if record is None:
        remedy = f'Add: {domain}. TXT "v=spf1 include:{SES} ~all"'
        return Check("spf", False, f"{domain} has no SPF record", GROUP, remedy)
    walk = Walk(names)
    walk.follow(domain, record)
    if not walk.lets_ses:
        remedy = f"Add include:{SES} to {domain}. TXT, before its last term: {record}"
        return Check("spf", False, f"the record of {domain} does not name SES", GROUP, remedy)
    detail = f"{domain} lets SES send, {walk.lookups} of {MOST_LOOKUPS} lookups"
    return Check("spf", True, detail, GROUP)


def _check_dkim(names: Names, identity: Identity | None) -> Check:
    if identity is None or not identity.selectors:
        return Check("dkim", None, "SES has named no keys to look for", GROUP)
    lacking = [one for one in identity.selectors if not _has_key(names, one, identity.domain)]
    if not lacking:
        detail = f"all {len(identity.selectors)} keys of {identity.domain} are there"
        return Check("dkim", True, detail, GROUP)
    detail = f"{len(lacking)} of {len(identity.selectors)} keys are not there"
    return Check("dkim", False, detail, GROUP, _spell_keys(identity, lacking))


def _has_key(names: Names, selector: str, domain: str) -> bool:
    """Whether the name, or what its CNAME leads to, holds a key (RFC 6376, section 3.6.1)."""
    texts = names.texts(f"{selector}._domainkey.{domain}")
    tags = [part.strip() for text in texts for part in text.split(";")]
    return any(tag.startswith("p=") and tag != "p=" for tag in tags)


def _spell_keys(identity: Identity, lacking: list[str]) -> str:
    dkim = identity.told.get("DkimAttributes", {})
    names = [f"{one}._domainkey.{identity.domain}." for one in lacking]
    if dkim.get("SigningAttributesOrigin") == "EXTERNAL":
        return f"Add your public key as TXT: {', '.join(names)}"
    zone = dkim.get("SigningHostedZone") or f"dkim.{SES}"
    pairs = zip(names, lacking, strict=True)
    return "Add: " + ", ".join(f"{name} CNAME {one}.{zone}." for name, one in pairs)


def _check_dmarc(names: Names, domain: str) -> Check:
    dmarc = read_dmarc(names, domain)
    remedy = f'Add: _dmarc.{domain}. TXT "v=DMARC1; p=none; rua=mailto:postmaster@{domain}"'
    if not dmarc.tags:
        return Check("dmarc", False, f"{domain} has no DMARC record", GROUP, remedy)
    policy = dmarc.policy(domain)
    if policy is None or policy.lower() not in POLICIES:
        detail = f"_dmarc.{dmarc.at} has no policy that receivers know"
        return Check("dmarc", False, detail, GROUP, "Put p=none, p=quarantine or p=reject in it.")
    return Check("dmarc", True, f"_dmarc.{dmarc.at} says {policy.lower()}", GROUP)


def _check_alignment(dmarc: Dmarc, domain: str, identity: Identity | None) -> Check:
    """DMARC passes by either (RFC 7489, section 3.1)."""
    if identity is None:
        return Check("alignment", None, "not known without the sender's identity", GROUP)
    mail_from = identity.mail_from
    by = [
        *(["DKIM"] if identity.signs and dmarc.aligned(domain, identity.domain, "adkim") else []),
        *(["SPF"] if mail_from and dmarc.aligned(domain, mail_from, "aspf") else []),
    ]
    if by:
        return Check("alignment", True, f"mail is {domain}'s own by {' and '.join(by)}", GROUP)
    detail = f"neither DKIM nor SPF speaks for {domain}: receivers see a stranger's mail"
    return Check("alignment", False, detail, GROUP, f"Verify {domain} with Easy DKIM in SES.")


def _check_mail_from_mx(names: Names, mail_from: str, region: str | None) -> Check:
    found = names.exchangers(mail_from)
    wanted = f"feedback-smtp.{region}.{SES}"
    if found == [wanted]:
        return Check("mail from mx", True, f"bounces of {mail_from} reach SES", GROUP)
    detail = f"{mail_from} has {', '.join(found) or 'no MX'}; SES wants its own alone"
    return Check("mail from mx", False, detail, GROUP, f"Add: {mail_from}. MX 10 {wanted}.")


def _check_reply(names: Names, domain: str) -> Check:
    found = names.exchangers(domain)
    remedy = f"Name an organiser's address that takes mail, or add an MX to {domain}."
    if found == ["."]:
        detail = f"{domain} says that it takes no mail (null MX)"
        return Check("answers", False, detail, GROUP, remedy)
    if found:
        return Check("answers", True, f"{domain} takes mail at {found[0]}", GROUP)
    if names.has_host(domain):
        return Check("answers", True, f"{domain} takes mail itself, without an MX", GROUP)
    return Check("answers", False, f"{domain} takes no mail", GROUP, remedy)
