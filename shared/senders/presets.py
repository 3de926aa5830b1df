"""The form services that a description is enough for, by their names in our addresses."""

from __future__ import annotations

from collections.abc import Mapping

from shared.senders.generic import GenericSender
from shared.senders.proof import Part, Signing, Source
from shared.senders.shapes import Flat, elementor, questions, webflow

GRAVITY_OWN = (
    "id", "form_id", "form_title", "entry_id", "post_id", "date_created", "date_updated", "ip",
    "source_url", "source_id", "user_agent", "currency", "created_by", "status", "is_starred",
    "is_read", "is_fulfilled",
)  # fmt: skip
"""What a Gravity Forms entry says of itself beside the answers."""

PRESETS: Mapping[str, GenericSender] = {
    # developers.webflow.com, "Working with webhooks"; those made in the dashboard are unsigned
    "webflow": GenericSender(
        shape=webflow,
        signing=Signing(
            Source("x-webflow-signature"),
            parts=(Part.TIMESTAMP, Part.BODY),
            separator=b":",
            timestamp=Source("x-webflow-timestamp"),
            units_per_second=1000,
        ),
        unsigned_too=True,
        id_path="payload.id",
        response_path="payload.id",
        only=("triggerType", "form_submission"),
    ),
    # help.formspree.io, "Webhooks"
    "formspree": GenericSender(
        shape=Flat(under="submission", beginnings=("_",)),
        signing=Signing(
            Source("formspree-signature", "v1"),
            parts=(Part.TIMESTAMP, Part.BODY),
            separator=b".",
            timestamp=Source("formspree-signature", "t"),
        ),
    ),
    # framer.com/help, "Form webhook setup": the body and the submission's id, nothing between
    "framer": GenericSender(
        shape=Flat(),
        signing=Signing(
            Source("framer-signature"),
            prefix="sha256=",
            parts=(Part.BODY, Part.ID),
            delivery_id=Source("framer-webhook-submission-id"),
        ),
        id_source=Source("framer-webhook-submission-id"),
    ),
    # fillout.com/help/webhook: a header of one's own, nothing signed
    "fillout": GenericSender(shape=questions, response_path="submissionId"),
    # developers.formstack.com, "Webhook setup": signed when the webhook has an HMAC secret
    "formstack": GenericSender(
        shape=Flat(leaves=("FormID", "UniqueID", "HandshakeKey")),
        signing=Signing(Source("x-fs-signature"), prefix="sha256="),
        unsigned_too=True,
        response_path="UniqueID",
    ),
    # docs.gravityforms.com, "Webhooks add-on": an entry keyed by field number, nothing signed
    "gravity_forms": GenericSender(
        shape=Flat(leaves=GRAVITY_OWN, beginnings=("payment_", "transaction_")),
        response_path="id",
    ),
    # plug-ins of WordPress that send Contact Form 7, with its field names
    "contact_form_7": GenericSender(
        shape=Flat(leaves=("g-recaptcha-response",), beginnings=("_wpcf7",))
    ),
    # elementor.com/help, "Webhook action"
    "elementor": GenericSender(shape=elementor),
}
