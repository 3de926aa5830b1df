"""The agenda under whatever organisers do, in any order."""

from hypothesis import HealthCheck, settings

from tests.property.agenda_machine import AgendaMachine

TestAgenda = AgendaMachine.TestCase
TestAgenda.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
