"""Invitations, the people of an institution, and spellings on no list, in every store."""

from __future__ import annotations

import pytest

from shared.agenda_ports import Page
from shared.domain.errors import AlreadyThere, Stale
from shared.domain.gate import Tally
from shared.domain.invitation import InvitationState
from shared.domain.writes import Add, CountTally, Put, Remove, Replace
from shared.ports import Store
from tests.builders import (
    EVENT,
    a_delegate,
    a_line_place,
    an_id,
    an_invitation,
    an_invitation_binding,
)
from tests.contract.reading import commit


def test_invitations_are_paged_by_id_and_by_state(store: Store) -> None:
    states = [InvitationState.INVITED, InvitationState.DECLINED]
    made = [an_invitation(id=an_id(n), state=states[n % 2]) for n in range(5)]
    commit(store, *(Add(one) for one in reversed(made)))
    assert store.invitation_page(EVENT, None, 3, None) == Page(made[:3], an_id(2))
    assert store.invitation_page(EVENT, an_id(2), 3, None) == Page(made[3:])
    invited = InvitationState.INVITED
    assert store.invitation_page(EVENT, None, 2, invited) == Page([made[0], made[2]], an_id(2))
    assert store.invitation_page(EVENT, an_id(2), 2, invited) == Page([made[4]])
    assert store.invitation_page("other-event", None, 3, None) == Page([])


def test_invitations_are_found_by_id(store: Store) -> None:
    commit(store, *(Add(an_invitation(id=an_id(n))) for n in range(3)))
    wanted = [an_id(0), an_id(2), an_id(99)]
    found = {an_id(n): an_invitation(id=an_id(n)) for n in (0, 2)}
    assert store.invitations(EVENT, wanted) == found
    assert store.invitations(EVENT, []) == {}
    assert store.invitation(EVENT, an_id(99)) is None


def test_an_invitation_changes_only_from_the_version_that_was_read(store: Store) -> None:
    commit(store, Add(an_invitation()))
    commit(store, Replace(an_invitation(revoked=True, version=2)))
    with pytest.raises(Stale) as stale:
        commit(store, Replace(an_invitation(version=2)))
    assert stale.value == Stale("Invitation")
    with pytest.raises(AlreadyThere) as there:
        commit(store, Add(an_invitation()))
    assert there.value.existing == an_invitation(revoked=True, version=2)


def test_all_invitations_of_one_address_are_found(store: Store) -> None:
    mine = [an_invitation_binding(invitation=an_id(n)) for n in range(3)]
    other = an_invitation_binding(key="institution#sorrel")
    commit(store, *(Put(one) for one in (*reversed(mine), other)))
    assert list(store.invited(EVENT, "address-1")) == mine
    assert list(store.invited(EVENT, "institution#sorrel")) == [other]
    assert list(store.invited(EVENT, "nobody")) == []


def test_the_people_of_an_institution_are_listed_in_order(store: Store) -> None:
    mine = [a_delegate(registration=an_id(n)) for n in range(3)]
    commit(store, *(Put(one) for one in (*reversed(mine), a_delegate(institution="delta"))))
    commit(store, Put(mine[0]))
    assert list(store.delegates(EVENT, "sorrel")) == mine


def test_a_tally_keeps_the_name_it_was_given(store: Store) -> None:
    commit(store, CountTally(EVENT, "institution#~1", 0, 0, None, "Delta Inst."))
    commit(store, CountTally(EVENT, "institution#~1", 1))
    commit(store, CountTally(EVENT, "institution#~1", 0, 0, None, "DELTA INST."))
    commit(store, CountTally(EVENT, "institution#sorrel", 0, 1, 5))
    assert list(store.tallies(EVENT, "institution#")) == [
        Tally(EVENT, "institution#sorrel", 0, 1),
        Tally(EVENT, "institution#~1", 1, 0, "Delta Inst."),
    ]


def test_a_place_in_the_line_goes_only_while_it_is_counted_as_it_was_read(store: Store) -> None:
    commit(store, Add(a_line_place()))
    with pytest.raises(Stale) as stale:
        commit(store, Remove(a_line_place(tallies=("institution#delta",))))
    assert stale.value == Stale("LinePlace")
    commit(store, Remove(a_line_place()))
    assert list(store.line(EVENT)) == []
