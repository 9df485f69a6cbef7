"""Build hook: a wheel carries the extension, the rules and a freshly signed ruleset.

An editable installation needs none of it; there everything is found in the checkout.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

DATA = "realdesk/_data"


class VersionHook(MetadataHookInterface):
    """Marks what is not signed with release keys: its version ends in ``+local``."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the version: the package's own, and whether a release root signs it."""
        root = Path(self.root)
        source = (root / "companion" / "realdesk" / "__init__.py").read_text("utf-8")
        version = source.partition('__version__ = "')[2].partition('"')[0]
        release = (root / "rules" / "trust" / "root.json").is_file()
        metadata["version"] = version if release else f"{version}+local"


class RulesetHook(BuildHookInterface[Any]):
    """Signs the rules with the keys at hand: release keys if they are given, else local ones."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the data files to a standard wheel.

        Raises:
            realdesk.errors.RealdeskError: the rules have problems or cannot be signed.
        """
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "companion"))
        try:
            from realdesk.ruleset.keys import LOCAL, LOCAL_ROOT  # noqa: PLC0415 - importable only now
            from realdesk.ruleset.make import make_bundle  # noqa: PLC0415
        finally:
            sys.path.pop(0)
        made = make_bundle(checkout=root)
        files = {root / "extension": "extension", root / "rules": "rules", made.path: made.path.name}
        if made.label == LOCAL:
            local_root = made.path.with_name(LOCAL_ROOT)
            local_root.write_bytes(made.root)
            files[local_root] = LOCAL_ROOT
            self.app.display_warning("signed with local development keys: this wheel is not a release")
        build_data["force_include"].update({str(path): f"{DATA}/{name}" for path, name in files.items()})
