"""What the agenda runs on: reads alone, so that neither its start nor its zip holds any write."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from shared.adapters.dynamodb.agenda import DynamoAgendaStore
from shared.adapters.dynamodb.client import make_table_client
from shared.adapters.dynamodb.session import Session
from shared.agenda_ports import AgendaStore, Clock, Pointers
from shared.edge.cache import PointerCache
from shared.edge.clock import SystemClock
from shared.edge.settings import read_settings

if TYPE_CHECKING:
    from shared.ports import Ports


@dataclass(frozen=True)
class ReadingPorts:
    """The AgendaPorts."""

    store: AgendaStore
    pointers: Pointers
    clock: Clock


def wire_agenda() -> Ports:
    """What the agenda runs on, as its environment says. Raises SettingsMissing."""
    settings = read_settings("agenda", os.environ)
    clock = SystemClock()
    session = Session(make_table_client(settings.aws_region), settings.table_name)
    store = DynamoAgendaStore(session)
    # An App holds Ports; the agenda's verbs ask for AgendaPorts, which these are.
    return cast("Ports", ReadingPorts(store, PointerCache(store, clock), clock))
