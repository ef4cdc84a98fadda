import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_the_site_is_healthy_while_its_database_answers(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_site_is_unhealthy_without_its_database(client):
    def unreachable(*args):
        raise OperationalError("no connection")

    with connection.execute_wrapper(unreachable):
        assert client.get("/healthz").status_code == 503
