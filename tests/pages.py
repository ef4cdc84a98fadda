"""Asking for a page as a reader does, and finding in it what a test is about."""

import json
import re


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def story_page(client, article):
    return page(client, article.versions.live().get().get_absolute_url())


def headlines(html):
    return re.findall(r"/20\d\d/\d\d/\d\d/[-\w]+/\">([^<]+)</a>", html)


def structured_data(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
