"""The picture library: its pages, its files for the desk's eyes, and the list its choosers ask."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import picture_files
from articles.models import Picture, Version
from articles.pages.picture_file import file_response

PAGE_SIZE = 24


class PictureForm(forms.ModelForm):
    upload = forms.FileField(
        label=gettext_lazy("Picture file"),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}
        ),
        help_text=gettext_lazy(
            "JPEG, PNG, WebP or GIF, as large as you have it. It is kept in the widths that "
            "readers need, without the place and the owner that cameras write into it."
        ),
    )

    class Meta:
        model = Picture
        fields = ["alt_text", "caption", "credit", "focal_x", "focal_y"]
        widgets = {
            "alt_text": forms.Textarea(attrs={"rows": 2, "maxlength": 400}),
            "caption": forms.Textarea(attrs={"rows": 2}),
        }

    class Media:
        css = {"all": ["desk/css/library.css"]}
        js = [forms.Script("desk/js/focal-point.js", type="module")]

    def clean_alt_text(self):
        return " ".join(self.cleaned_data["alt_text"].split())

    def clean_upload(self):
        stored = picture_files.store(self.cleaned_data["upload"])
        if known := Picture.objects.filter(file=stored.file).first():
            address = reverse("admin:articles_picture_change", args=[known.pk])
            told = _('The library has this picture already: <a href="{}">{}</a>.')
            raise ValidationError(format_html(told, address, known))
        self.instance.file, self.instance.width, self.instance.height = stored
        return self.cleaned_data["upload"]


class PictureAdmin(admin.ModelAdmin):
    form = PictureForm
    list_display = ["thumbnail", "alt_text", "credit", "size", "added_at"]
    list_display_links = ["thumbnail", "alt_text"]
    search_fields = ["alt_text", "caption", "credit"]
    search_help_text = gettext_lazy("Words of the alt text, caption or credit")
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False  # its address is closed until a story shows it

    def get_fieldsets(self, request, obj=None):
        words = (None, {"fields": ["alt_text", "caption", "credit"]})
        if obj is None:
            return [(None, {"fields": ["upload"]}), words]
        focal_point = {
            "fields": [("focal_x", "focal_y")],
            "description": _(
                "What must stay in sight where the picture is cropped: click on it in the picture "
                "above, or give its place from 0 to 1."
            ),
        }
        return [(None, {"fields": ["picture"]}), words, (_("Focal point"), focal_point)]

    def get_readonly_fields(self, request, obj=None):
        return ["picture"] if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if obj is not None:  # another file is another picture
            del form.base_fields["upload"]
        return form

    def has_delete_permission(self, request, obj=None):
        """A picture inside a text stays as long as some version of that text."""
        in_a_text = obj is not None and Version.objects.filter(body_pictures=obj).exists()
        return not in_a_text and super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture):
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}">', file_address(picture, 480), picture
        )

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, picture):
        return format_html(
            '<img class="focal-picture" src="{}" alt="{}" width="{}" height="{}">',
            file_address(picture, 960),
            picture.alt_text,
            picture.width,
            picture.height,
        )

    @admin.display(description=gettext_lazy("size"), ordering="width")
    def size(self, picture):
        return f"{picture.width} × {picture.height}"

    # For the desk's eyes

    def get_urls(self):
        views = [
            path(
                "<int:number>/file/<int:width>/",
                self.admin_site.admin_view(self.file_view, cacheable=True),
                name="articles_picture_file",
            ),
            path(
                "library/",
                self.admin_site.admin_view(self.library_view),
                name="articles_picture_library",
            ),
        ]
        return views + super().get_urls()

    def file_view(self, request, number, width):
        """A picture's file, published or not, in the width nearest to the one asked for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        picture = get_object_or_404(Picture, pk=number)
        width = next((kept for kept in picture.widths if kept >= width), picture.widths[-1])
        response = file_response(picture, width)
        patch_cache_control(response, private=True, max_age=600)
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
                "pictures": [_told(picture) for picture in found[:PAGE_SIZE]],
                "more": len(found) > PAGE_SIZE,
            }
        )


def file_address(picture: Picture, width: int) -> str:
    return reverse("admin:articles_picture_file", args=[picture.pk, width])


def _number(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10):
        raise Http404
    return int(text)


def _told(picture: Picture) -> dict:
    return {
        "id": picture.pk,
        "alt": picture.alt_text,
        "caption": picture.caption,
        "credit": picture.credit,
        "name": str(picture),
        "thumbnail": file_address(picture, 480),
        "image": file_address(picture, 960),
    }
