"""Where a story's page tells that it was read."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.most_read import reads
from articles.network import address_of, network_of
from articles.pages import origin


@csrf_exempt  # there is no cookie whose authority a foreign page could borrow
@require_POST
@never_cache
def was_read(request, number: int):
    """
    Answer 204 whatever is told, so that nobody learns here which stories exist.

    Only our own pages are believed.
    """
    if not settings.COUNT_READS:
        raise Http404
    if origin.is_ours(request):
        reads.add(number, network_of(address_of(request)))
    return HttpResponse(status=204)
