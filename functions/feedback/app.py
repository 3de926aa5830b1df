"""The edge of feedback: what SES heard of our mails, by SNS and by EventBridge."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from chalice.app import CloudWatchEvent, SNSEvent

from functions.feedback.note_feedback import Feedback, note_feedback
from functions.feedback.schemas import Notice, read_detail, read_notice
from shared.edge.app import App
from shared.edge.log import write_log
from shared.edge.wiring import wire

TOPIC = "secretariat-mail-feedback"
OURS = {"mail": {"tags": {"ses:configuration-set": ["${ConfigurationSetName}"]}}}
"""Events of our own configuration set; packaging puts its name in."""

app = App("feedback", partial(wire, "feedback"))


@app.on_sns_message(topic=TOPIC)  # type: ignore[untyped-decorator, unused-ignore]
def on_feedback(event: SNSEvent) -> None:
    """Note one event that came by the topic."""
    take(lambda: read_notice(event.message))


@app.on_cw_event({"source": ["aws.ses"], "detail": OURS})  # type: ignore[untyped-decorator, unused-ignore]
def on_bus(event: CloudWatchEvent) -> None:
    """Note one event that came by the bus."""
    take(lambda: read_detail(event.detail))


def take(read: Callable[[], Notice]) -> None:
    """Note one event; what cannot be read is logged and dropped, for it would never be better."""
    try:
        notice = read()
    except ValueError:
        write_log("warning", function="feedback", fault="unreadable")
        return
    feedback = _to_feedback(notice)
    if feedback is not None:
        note_feedback(app.ports, feedback)


def _to_feedback(notice: Notice) -> Feedback | None:
    if notice.what is None:
        return None
    return Feedback(
        notice.id,
        notice.what,
        notice.addresses,
        notice.mail.message_id,
        notice.at,
        notice.detail,
        notice.reason,
        notice.tag("event"),
        notice.tag("message"),
    )
