"""Editors of the real world, bundled from their own packages, each as the composer of a chat."""

from __future__ import annotations

import subprocess
from functools import cache

from browser import guard_pages
from conftest import ROOT

EDITORS = ("lexical", "prosemirror", "quill", "draft", "slate")
_SOURCES = ROOT / "tests/browser/editors"
_OPTIONS = ("--bundle", "--minify", "--format=iife", "--define:global=window", "--log-level=warning")


@cache
def bundle(name: str) -> str:
    """Return the script of the editor ``name`` with all it needs.

    Raises:
        subprocess.CalledProcessError: it cannot be built.
    """
    command = [str(ROOT / "node_modules/.bin/esbuild"), str(_SOURCES / f"{name}.js"), *_OPTIONS]
    command.append('--define:process.env.NODE_ENV="production"')
    done: subprocess.CompletedProcess[str] = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def page(name: str) -> str:
    """Return a chat with this editor: ``sent`` lists what was sent, ``model()`` is what the editor holds."""
    # A script may hold its own end as text.
    return guard_pages.editor_page(bundle(name).replace("</script", "<\\/script"))
