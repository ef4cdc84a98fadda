"""What the library answers to the desk's scripts: its files, its list, and new pictures."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from articles.desk.picture_form import UploadForm, WordsForm
from articles.models import Picture
from articles.pages.picture_file import file_response

PAGE_SIZE = 24


class LibraryAnswers(admin.ModelAdmin):
    def get_urls(self):
        views = {
            "<int:number>/file/<int:width>/": (self.file_view, "file"),
            "library/": (self.library_view, "library"),
            "upload/": (self.upload_view, "upload"),
            "<int:number>/words/": (self.words_view, "words"),
        }
        return [
            path(
                route,
                self.admin_site.admin_view(view, cacheable=name == "file"),
                name=f"articles_picture_{name}",
            )
            for route, (view, name) in views.items()
        ] + super().get_urls()

    def file_view(self, request, number, width):
        """A picture's file, published or not, in the width nearest to the one asked for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        picture = get_object_or_404(Picture, pk=number)
        width = next((kept for kept in picture.widths if kept >= width), picture.widths[-1])
        response = file_response(picture, str(width), picture.file)
        response["ETag"] = f'"{width}-{picture.file}"'
        # An address that names the file shows no other one after that is replaced.
        patch_cache_control(response, private=True, max_age=600 if "v" in request.GET else 0)
        return response

    def library_view(self, request):
        """
        A page of the library as JSON, the newest first: `q` words to find, `page` from 0,
        or `id` for one picture.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        pictures = self.get_queryset(request).order_by("-added_at", "-pk")
        if number := request.GET.get("id"):
            pictures = pictures.filter(pk=_number(number))
        pictures, _distinct = self.get_search_results(request, pictures, request.GET.get("q", ""))
        begin = _number(request.GET.get("page", "0")) * PAGE_SIZE
        found = list(pictures[begin : begin + PAGE_SIZE + 1])
        return JsonResponse(
            {
                "pictures": [told(picture) for picture in found[:PAGE_SIZE]],
                "more": len(found) > PAGE_SIZE,
            }
        )

    @method_decorator(require_POST)
    def upload_view(self, request):
        """
        Take in one picture file: 201 with the picture and those that look like it, 200 with the
        one that the library has where the file is the same, 422 with what is wrong with it.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"problem": " ".join(form.errors["upload"])}, status=422)
        picture = form.save()
        if not form.known:
            self.log_addition(request, picture, [{"added": {}}])
        answer = {
            "picture": told(picture),
            "may_change": self.has_change_permission(request, picture),
            "known": form.known,
            "alike": [told(other) for other in Picture.objects.looking_like(picture)[:3]],
        }
        return JsonResponse(answer, status=200 if form.known else 201)

    @method_decorator(require_POST)
    def words_view(self, request, number):
        """What is typed of a new picture: 200 with the picture, 422 with the mistakes by field."""
        picture = get_object_or_404(Picture, pk=number)
        if not self.has_change_permission(request, picture):
            raise PermissionDenied
        form = WordsForm(request.POST, instance=picture)
        if not form.is_valid():
            return JsonResponse({"problems": form.errors}, status=422)
        self.log_change(request, form.save(), [{"changed": {"fields": form.changed_data}}])
        return JsonResponse({"picture": told(picture)})


def file_address(picture: Picture, width: int) -> str:
    """Where the desk sees a picture; another file of the same picture has another address."""
    address = reverse("admin:articles_picture_file", args=[picture.pk, width])
    return f"{address}?v={picture.file[:8]}"


def _number(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10):
        raise Http404
    return int(text)


def told(picture: Picture) -> dict:
    return {
        "id": picture.pk,
        "alt": picture.alt_text,
        "caption": picture.caption,
        "credit": picture.credit,
        "name": str(picture),
        "usable": picture.is_usable(),
        "focal_x": picture.focal_x,
        "focal_y": picture.focal_y,
        "thumbnail": file_address(picture, 480),
        "image": file_address(picture, 960),
    }
