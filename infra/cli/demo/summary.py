"""The demo's answer as JSON."""

from __future__ import annotations

from dataclasses import asdict

from infra.cli.demo.scene import Scene


def summarise(scene: Scene) -> dict[str, object]:
    """Event, figures, mails, agenda and digest; `elapsed_s` is wall time."""
    digest = scene.digests[0] if scene.digests else None
    return {
        "event": scene.event,
        "sessions": len(scene.outline["sessions"]),
        "release": scene.release,
        "registrations": asdict(scene.final),
        "mails": [{"kind": m.kind, "to": m.to, "subject": m.subject} for m in scene.mails],
        "agenda": {"etag": scene.etag, "revalidated": scene.revalidated},
        "digest": {
            "subject": digest.subject if digest else None,
            "to": digest.to if digest else None,
            "text": digest.text if digest else None,
        },
        "elapsed_s": round(scene.elapsed_s, 3),
    }
