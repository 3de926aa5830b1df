"""What follows from a seed."""

from __future__ import annotations

import base64

from infra.local.seeded import derive_token, derive_webhook_secret


def test_the_same_seed_gives_the_same_secrets() -> None:
    assert derive_token(b"outline") == derive_token(b"outline")
    assert derive_webhook_secret(b"outline") == derive_webhook_secret(b"outline")


def test_another_seed_gives_others() -> None:
    assert derive_token(b"outline") != derive_token(b"another")
    assert derive_webhook_secret(b"outline") != derive_webhook_secret(b"another")


def test_a_webhook_secret_holds_32_bytes() -> None:
    assert len(base64.b64decode(derive_webhook_secret(b"").removeprefix("whsec_"))) == 32
