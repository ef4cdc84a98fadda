from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed, kept for ever by browsers; a missing file is the build's error."""

    support_js_module_import_aggregation = True

    def compress_files(self, paths):
        """Only what pages name, the hashed files; a source map is asked for by no reader."""
        named = set(self.hashed_files.values()).intersection(paths)
        return super().compress_files(name for name in named if not name.endswith(".map"))
