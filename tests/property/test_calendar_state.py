"""The machine of tests/property/calendar_machine.py on the store in RAM."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.property.calendar_machine import CalendarMachine

TestCalendars = CalendarMachine.TestCase
TestCalendars.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
