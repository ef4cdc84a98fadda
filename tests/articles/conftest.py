import pytest


@pytest.fixture
def at_the_desk(client):
    """`at_the_desk(reporter)` is the browser in which that person has signed in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
