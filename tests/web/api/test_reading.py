"""Reading: rows, filters, cursors, what a list costs."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_list_gives_rows_with_todays_words(cast, token_of):
    issue = make.applied(cast)
    answer = token_of("city1").get("issues/", count="exact")
    assert answer.status_code == 200, answer.content.decode()
    body = answer.json()
    assert (body["count"], body["next_cursor"]) == (1, None)
    row = body["results"][0]
    assert (row["id"], row["state"], row["step"]) == (issue.pk, "in_signoff", "endorse")
    roles = {(unit["role"], unit["name"]) for unit in row["units"]}
    assert ("responsible", "青崖县人民政府") in roles
