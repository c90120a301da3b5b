"""The tickets behind a group of the plan are as many as its figure says."""

from dataclasses import replace

from supportlens.app.queries.left_groups import query_group
from supportlens.app.queries.selecting import select
from supportlens.domain import Assigned, AudienceGroup, Field
from tests.builders import a_study
from tests.unit.training.test_remainders import trained


def test_a_group_s_tickets_are_those_of_who_still_needs_it():
    study = a_study()
    action = study.plan[0]
    frame = study.tickets.frame[study.assignment[Assigned.CAUSE].eq(action.cause_id)]
    site = str(frame[Field.SITE.value].mode()[0])
    role = str(frame[Field.ROLE.value].mode()[0])
    of_role = frame[frame[Field.ROLE.value].eq(role)]
    group = AudienceGroup(Field.ROLE.value, role, 1, len(of_role))

    everybody = select(study, query_group(group, action, study))
    left = select(study, query_group(group, replace(action, done=(trained(site),)), study))

    assert len(everybody) == len(of_role)
    assert 0 < len(left) == of_role[Field.SITE.value].ne(site).sum() < len(everybody)
