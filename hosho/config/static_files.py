"""Style sheets and scripts with their content's hash in the name, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file that was never collected gets its plain address instead of a failed page: without style, but readable."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The hashed name of ``name``, or ``name`` itself when it is not in the manifest."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
