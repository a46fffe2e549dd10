"""Bodies are what they are described as: neither a truth value nor text passes for a number."""

import pytest
from django.test import Client

from qinglian.domain.outreach.models import Suggestion

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("day", "status"), [(0, 201), (False, 422), ("0", 422), (True, 422)])
def test_a_number_is_a_number(day: object, status: int) -> None:
    body = {"day": day, "guest_code": "", "words": "建议延长窗口服务时间"}
    answer = Client().post("/api/outreach/suggestions", body, content_type="application/json")
    assert (answer.status_code, Suggestion.objects.count()) == (status, int(status == 201))
