"""Which route of which app a path belongs to, chosen as API Gateway chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalice.app import RouteEntry

from shared.edge.app import App


@dataclass(frozen=True)
class Match:
    """A resource that a path belongs to: its app, template, path parts and methods."""

    app: App
    resource: str
    parts: Mapping[str, str]
    methods: Mapping[str, RouteEntry]


class RouteTable:
    """The resources of several apps. Raises ValueError when two apps claim one."""

    def __init__(self, apps: Iterable[App]) -> None:
        self._owners: dict[str, App] = {}
        for app in apps:
            for resource in app.routes:
                if resource in self._owners:
                    raise ValueError(f"{resource} is served by more than one function")
                self._owners[resource] = app

    def match(self, path: str) -> Match | None:
        """The resource of a path. A slash at the end does not matter; fixed segments win."""
        wanted = _segments(path)
        fitting = [one for one in self._owners if _fits(_segments(one), wanted)]
        if not fitting:
            return None
        best = min(fitting, key=lambda one: [_is_open(part) for part in _segments(one)])
        app = self._owners[best]
        pairs = zip(_segments(best), wanted, strict=True)
        parts = {name[1:-1]: value for name, value in pairs if _is_open(name)}
        return Match(app, best, parts, app.routes[best])


def _segments(path: str) -> list[str]:
    return path.removesuffix("/").split("/")


def _is_open(segment: str) -> bool:
    return segment.startswith("{")


def _fits(template: list[str], wanted: list[str]) -> bool:
    return len(template) == len(wanted) and all(
        bool(value) if _is_open(part) else part == value
        for part, value in zip(template, wanted, strict=True)
    )
