"""What can be typed of a picture, and what its file may be."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import picture_files
from articles.desk import wording
from articles.models import Picture

TYPES = "image/jpeg,image/png,image/webp,image/gif,image/heic,image/avif,.heic,.heif"


class FileForm(forms.ModelForm):
    """A picture's file on its way into the library, with what the file says of itself."""

    upload = forms.FileField(
        label=gettext_lazy("Picture file"),
        widget=forms.ClearableFileInput(attrs={"accept": TYPES}),
        help_text=gettext_lazy(
            "JPEG, PNG, WebP, GIF, HEIC or AVIF, as large as you have it. It is kept in the "
            "widths that readers need, without the place and the owner that cameras write into "
            "it. A caption, credit or alt text in the file fills what you leave empty."
        ),
    )

    class Meta:
        model = Picture
        fields = []

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            self.stored, self.words = picture_files.store_and_read(upload)
        return upload


class UploadForm(FileForm):
    """A file alone: its words are asked for next. The same file again is the same picture."""

    known = False  # whether the library had it, known once it is saved

    def save(self, commit=True):
        stored = self.stored._asdict()
        picture, added = Picture.objects.get_or_create(
            file=stored.pop("file"), defaults=stored | self.words._asdict()
        )
        self.known = not added
        return picture


class WordsForm(forms.ModelForm):
    """What is asked of a picture as soon as it has arrived."""

    class Meta:
        model = Picture
        fields = ["alt_text", "caption", "credit", "focal_x", "focal_y"]

    def clean_alt_text(self):
        return " ".join(self.cleaned_data["alt_text"].split())


class PictureForm(WordsForm, FileForm):
    """A picture's own page."""

    class Meta(WordsForm.Meta):
        fields = [*WordsForm.Meta.fields, "rights", "usable_until"]
        widgets = {
            "alt_text": forms.Textarea(attrs={"rows": 2, "maxlength": 400}),
            "caption": forms.Textarea(attrs={"rows": 2}),
            "rights": forms.Textarea(attrs={"rows": 2}),
        }

    class Media:
        css = {"all": ["desk/css/library.css"]}
        js = [forms.Script("desk/js/focal-point.js", type="module")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial_file = self.instance.file
        if "usable_until" in self.fields:
            self.fields["usable_until"].help_text += f" {wording.zone()}."
        if self.instance.pk and "upload" in self.fields:
            self.fields["upload"].required = False
            self.fields["upload"].label = _("Another file")
            self.fields["upload"].help_text = _(
                "Takes the place of this picture in every story that has it. The file there "
                "was is not shown to anybody any more."
            )

    def clean_upload(self):
        if upload := super().clean_upload():
            others = Picture.objects.exclude(pk=self.instance.pk)
            if known := others.filter(file=self.stored.file).first():
                address = reverse("admin:articles_picture_change", args=[known.pk])
                told = _('The library has this picture already: <a href="{address}">{name}</a>.')
                raise ValidationError(format_html(told, address=address, name=known))
            self.instance.take_file(self.stored)
        return upload

    def clean(self):
        super().clean()
        if self.instance.pk is None and self.cleaned_data.get("upload"):
            for name, text in self.words._asdict().items():
                self.cleaned_data[name] = self.cleaned_data.get(name) or text
        return self.cleaned_data
