from __future__ import annotations

from uuid import uuid4

import pytest
from django.db.transaction import TransactionManagementError

from desk.delivery.enqueue import enqueue


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(new_case) -> None:
    from desk.cases.actions.open_case import open_case

    case, _ = open_case(new_case())
    with pytest.raises(TransactionManagementError, match="outside a transaction"):
        enqueue(case, {"id": str(uuid4())})
