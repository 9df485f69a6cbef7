"""Every error the user may meet. Each says what happened and what to do next.

RealdeskError
├── RulesError            a file in rules/ is wrong
├── BundleError           a signed ruleset is refused
│   ├── BundleUnreadable      not a bundle: truncated, damaged, not JSON
│   ├── BundleIncomplete      a part is missing
│   ├── BundleTampered        content differs from what was signed
│   ├── BundleUntrusted       signed by the wrong keys or by too few
│   └── BundleRolledBack      older than what was accepted before
├── IndexFileError        the compiled index cannot be used
├── FeedError             a public blocklist cannot be fetched, read or used
├── ProtocolError         a message cannot be read or answered
├── RegistrationError     a browser cannot be told of the companion
└── StateError            the state folder cannot be used
"""

from __future__ import annotations


class RealdeskError(Exception):
    """Base of all errors shown to the user.

    ``message`` says what happened, ``hint`` what to do next, ``code`` is stable for programs.
    """

    code = "error"

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class RulesError(RealdeskError):
    """A file in ``rules/`` cannot be used."""

    code = "rules_invalid"


class BundleError(RealdeskError):
    """A signed ruleset is refused; the last good one stays in use."""

    code = "bundle_invalid"


class BundleUnreadable(BundleError):
    """Not a bundle: truncated, damaged or not JSON."""

    code = "bundle_unreadable"


class BundleIncomplete(BundleError):
    """A role's metadata or the ruleset itself is missing."""

    code = "bundle_incomplete"


class BundleTampered(BundleError):
    """Content differs from what was signed."""

    code = "bundle_tampered"


class BundleUntrusted(BundleError):
    """Signed by keys that the trusted root does not name, or by too few of them."""

    code = "bundle_untrusted"


class BundleRolledBack(BundleError):
    """Older than a ruleset accepted before."""

    code = "bundle_rolled_back"


class IndexFileError(RealdeskError):
    """The compiled index is missing, damaged or of another version."""

    code = "index_invalid"


class FeedError(RealdeskError):
    """A public blocklist cannot be fetched, read or used; the last good copy stays in use."""

    code = "feed_failed"


class ProtocolError(RealdeskError):
    """A native message cannot be read or answered. ``code`` is one of PROTOCOL.md."""

    def __init__(self, code: str, message: str, *, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.code = code


class RegistrationError(RealdeskError):
    """A browser cannot be told of the companion."""

    code = "registration_failed"


class StateError(RealdeskError):
    """The state folder cannot be used."""

    code = "state_error"
