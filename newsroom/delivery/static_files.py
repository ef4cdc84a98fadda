from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed, kept for ever by browsers; a missing file is the build's error."""

    support_js_module_import_aggregation = True
