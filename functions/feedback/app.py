"""The edge of feedback: what SES heard of our mails, by SNS."""

from __future__ import annotations

from functools import partial

from chalice.app import SNSEvent

from functions.feedback.note_feedback import Feedback, note_feedback
from functions.feedback.schemas import Notice, read_notice
from shared.edge.app import App
from shared.edge.log import write_log
from shared.edge.wiring import wire

TOPIC = "secretariat-mail-feedback"

app = App("feedback", partial(wire, "feedback"))


@app.on_sns_message(topic=TOPIC)  # type: ignore[untyped-decorator, unused-ignore]
def on_feedback(event: SNSEvent) -> None:
    """Note one event; what cannot be read is logged and dropped, for it would never be better."""
    try:
        notice = read_notice(event.message)
    except ValueError:
        write_log("warning", function="feedback", fault="unreadable")
        return
    if notice.reason is not None:
        note_feedback(app.ports, _to_feedback(notice, notice.reason))


def _to_feedback(notice: Notice, reason: str) -> Feedback:
    return Feedback(
        notice.id,
        reason,
        notice.addresses,
        notice.mail.message_id,
        notice.tag("event"),
        notice.tag("message"),
    )
