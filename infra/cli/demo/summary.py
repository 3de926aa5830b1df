"""The demo's answer as JSON."""

from __future__ import annotations

from dataclasses import asdict

from infra.cli.demo.mailbox import Mail
from infra.cli.demo.scene import Scene, Substitution


def summarise(scene: Scene) -> dict[str, object]:
    """Event, figures, mails, agenda and digest; `elapsed_s` is wall time."""
    digest = scene.digests[0] if scene.digests else None
    return {
        "event": scene.event,
        "sessions": len(scene.outline["sessions"]),
        "release": scene.release,
        "registrations": asdict(scene.final),
        "senders": list(scene.senders),
        "replayed": asdict(scene.replayed),
        "substitution": _show_substitution(scene.substitution),
        "moved": asdict(scene.moved),
        "mails": [_show_mail(mail) for mail in scene.mails],
        "agenda": {"etag": scene.etag, "revalidated": scene.revalidated},
        "digest": {
            "subject": digest.subject if digest else None,
            "to": digest.to if digest else None,
            "text": digest.text if digest else None,
        },
        "elapsed_s": round(scene.elapsed_s, 3),
    }


def _show_mail(mail: Mail) -> dict[str, str]:
    return {"kind": mail.kind, "to": mail.to, "subject": mail.subject}


def _show_substitution(substitution: Substitution) -> dict[str, object]:
    figures = asdict(substitution.registrations)
    return {
        "event": substitution.event,
        "left": substitution.left,
        "came": substitution.came,
        "waits": substitution.waits,
        "registrations": {name: figures[name] for name in ("confirmed", "waitlisted", "cancelled")},
        "mails": [_show_mail(mail) for mail in substitution.mails],
    }
