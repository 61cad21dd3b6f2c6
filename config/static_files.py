"""Static files as they are served to others."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names every file by its content, also where a JavaScript module imports another."""

    support_js_module_import_aggregation = True
