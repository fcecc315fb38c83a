"""Style sheets and scripts with their content's hash in the name, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """A file that was never collected gets its plain address instead of a failed page: wrong, but readable."""

    manifest_strict = False
