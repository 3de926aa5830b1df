"""If-Match, as RFC 9110 section 13.1.1 reads it: strong comparison, lists, the asterisk."""

from __future__ import annotations

import re

_TAG = re.compile(r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def matches(header: str, tag: str) -> bool:
    """Whether one of the header's strong tags is `tag`; `*` matches whatever there is."""
    if header.strip() == "*":
        return True
    return any(not weak and strong == tag for weak, strong in _TAG.findall(header))
