"""Static files as they are served to others."""

from django.contrib.staticfiles import apps
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesConfig(apps.StaticFilesConfig):
    """Collects, of the font packages, only the two files that the stylesheets name."""

    ignore_patterns = [
        *apps.StaticFilesConfig.ignore_patterns,
        "*-latin-ext-*.woff2",
        "*-cyrillic-*.woff2",
        "*-greek-*.woff2",
        "*-vietnamese-*.woff2",
        "*-cyrillic-ext-*.woff2",
        "*-greek-ext-*.woff2",
        "*-italic.woff2",
        "*-opsz-*.woff2",
        "*-standard-*.woff2",
        "*-wdth-*.woff2",
    ]


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names every file by its content, also where a JavaScript module imports another."""

    support_js_module_import_aggregation = True
