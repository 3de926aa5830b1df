"""The machine of tests/property/registration_machine.py on the store in RAM."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.property.registration_machine import RegistrationMachine

TestRegistrationsInMemory = RegistrationMachine.TestCase
TestRegistrationsInMemory.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
