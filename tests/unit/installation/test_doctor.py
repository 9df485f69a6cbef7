"""Every way in which an installation breaks is named, with real files and real processes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from realdesk.host.registration import HOST_NAME, Family, host_script
from realdesk.installation.doctor import Doctor
from realdesk.installation.launcher_checks import check_program
from realdesk.installation.machine import Machine
from realdesk.installation.register import register_browser
from realdesk.paths import INDEX_NAME
from unit.installation.hosts import HELLO, answering, host_that
from unit.installation.setup import IDS, Install, Installed, machine_in, script

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Launchers are shell scripts here.")
FAMILIES: tuple[Family, ...] = ("chromium", "firefox")


@pytest.mark.parametrize("family", FAMILIES)
def test_what_install_wrote_answers_a_live_session(install: Install, family: Family) -> None:
    installed = install(family)
    report = installed.report()
    assert report.faults() == []
    (examined,) = report.browsers[0].examined
    assert examined.milliseconds is not None
    assert examined.program == installed.launcher


def test_the_host_is_started_with_the_arguments_and_the_environment_of_the_browser(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/leaks")
    log = tmp_path / "log"
    for family in FAMILIES:
        installed = install(family)
        code = f"import os\nopen({str(log)!r}, 'w').write(json.dumps([sys.argv[1:], dict(os.environ)]))\n"
        installed.program(tmp_path / "spy", host_that(code))
        installed.faults()
        arguments, environment = json.loads(log.read_text())
        chromium = [f"chrome-extension://{IDS.chromium[0]}/"]
        assert arguments == (chromium if family == "chromium" else [str(installed.manifest), IDS.firefox[0]])
        assert environment["HOME"] == str(installed.machine.home)
        assert not {"PYTHONPATH", "VIRTUAL_ENV", "REALDESK_HOME"} & environment.keys()


def test_not_registered(install: Install) -> None:
    installed = install()
    installed.manifest.unlink()
    assert installed.faults() == ["not_registered"]


def test_a_registration_that_is_a_link_to_nowhere(install: Install, tmp_path: Path) -> None:
    installed = install()
    installed.manifest.unlink()
    installed.manifest.symlink_to(tmp_path / "gone")
    assert installed.faults() == ["manifest_missing"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": "', b"\xff\xfe{\x00}\x00"])
def test_a_damaged_manifest(install: Install, content: bytes) -> None:
    installed = install()
    installed.manifest.write_bytes(content)
    assert installed.faults() == ["manifest_not_json"]


def test_a_folder_in_the_manifests_place(install: Install) -> None:
    installed = install()
    installed.manifest.unlink()
    installed.manifest.mkdir()
    assert installed.faults() == ["manifest_unreadable"]


MANIFESTS: list[tuple[str, dict[str, object]]] = [
    ("manifest_wrong_name", {"name": "org.example.other"}),
    ("manifest_wrong_type", {"type": "pipe"}),
    ("manifest_wrong_type", {"type": None}),
    ("manifest_relative_path", {"path": "bin/realdesk-host.sh"}),
    ("manifest_relative_path", {"path": None}),
]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("code", "values"), MANIFESTS)
def test_a_manifest_the_browser_refuses(install: Install, family: Family, code: str, values: dict[str, object]) -> None:
    installed = install(family)
    installed.change(**values)
    assert installed.faults() == [code]


@pytest.mark.parametrize("family", FAMILIES)
def test_keys_of_both_families_in_one_file(install: Install, family: Family) -> None:
    installed = install(family)
    installed.change(allowed_origins=[f"chrome-extension://{IDS.chromium[0]}/"], allowed_extensions=list(IDS.firefox))
    assert installed.faults() == ["manifest_both_families"]


def test_a_manifest_of_the_other_family(install: Install) -> None:
    installed = install("firefox")
    installed.change(allowed_origins=[f"chrome-extension://{IDS.chromium[0]}/"], allowed_extensions=None)
    assert installed.faults() == ["manifest_wrong_family"]


@pytest.mark.parametrize(
    ("family", "values"),
    [
        ("chromium", {"allowed_origins": [f"chrome-extension://{'a' * 32}/"]}),
        ("chromium", {"allowed_origins": [f"chrome-extension://{IDS.chromium[0]}"]}),
        ("chromium", {"allowed_origins": IDS.chromium[0]}),
        ("firefox", {"allowed_extensions": ["other@example.org"]}),
        ("firefox", {"allowed_extensions": [1]}),
    ],
)
def test_another_extension_id(install: Install, family: Family, values: dict[str, object]) -> None:
    installed = install(family)
    installed.change(**values)
    assert installed.faults() == ["manifest_wrong_id"]


def test_a_launcher_that_was_deleted(install: Install) -> None:
    installed = install()
    installed.launcher.unlink()
    assert installed.faults() == ["launcher_missing"]


def test_a_launcher_without_the_right_to_run(install: Install) -> None:
    installed = install()
    installed.launcher.chmod(0o644)
    assert installed.faults() == ["launcher_not_executable"]


def test_a_version_managers_shim(install: Install) -> None:
    installed = install()
    shim = installed.machine.home / ".pyenv/shims/realdesk-host"
    installed.program(shim, answering(HELLO))
    assert installed.faults() == ["launcher_shim"]


@pytest.mark.parametrize(
    "place",
    [
        ".cache/pipx/0123abc/bin/realdesk-host",
        ".cache/uv/archive-v0/xyz/bin/realdesk-host",
        ".mount_realdeAbc123/usr/bin/realdesk-host",
    ],
)
def test_a_program_in_a_cache_or_a_mounted_image(install: Install, place: str) -> None:
    installed = install()
    installed.program(installed.machine.home / place, answering(HELLO))
    assert installed.faults() == ["launcher_ephemeral"]
    (installed.machine.home / place).unlink()
    assert installed.faults() == ["launcher_ephemeral", "launcher_missing"]


def test_a_program_in_the_temporary_folder(tmp_path: Path) -> None:
    program = script(tmp_path / "run.sh", "#!/bin/sh\n")
    user = Machine("linux", Path("/home/user"), {})
    assert [f.code for f in check_program(program, user, own=program, state=tmp_path)] == ["launcher_ephemeral"]
    named = Machine("linux", Path("/home/user"), {"REALDESK_HOME": str(tmp_path)})
    assert check_program(program, named, own=program, state=tmp_path) == []


def test_the_launcher_of_another_checkout_is_named_though_it_works(
    install: Install, tmp_path: Path, fresh_index: bytes
) -> None:
    installed = install()
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    (other / INDEX_NAME).write_bytes(fresh_index)
    register_browser(installed.browser, installed.machine, state=other, ids=IDS)
    assert installed.faults() == ["launcher_foreign"]


def test_an_environment_that_was_deleted(install: Install, tmp_path: Path) -> None:
    installed = install()
    text = installed.launcher.read_text().replace(str(host_script()), str(tmp_path / "venv/bin/realdesk-host"))
    installed.launcher.write_text(text)
    assert installed.faults() == ["host_missing"]
    script(tmp_path / "venv/bin/realdesk-host", f"#!{tmp_path}/venv/bin/python3\n")
    assert installed.faults() == ["host_interpreter_missing"]


def test_the_host_of_another_environment(install: Install, tmp_path: Path) -> None:
    installed = install()
    other = script(tmp_path / "venv/bin/realdesk-host", answering(HELLO))
    installed.launcher.write_text(installed.launcher.read_text().replace(str(host_script()), str(other)))
    assert installed.faults() == ["host_other_environment"]


def test_a_program_for_another_machine(install: Install) -> None:
    installed = install()
    installed.launcher.write_bytes(b"\x7fELF\x00")
    assert installed.faults() == ["host_cannot_start"]


@pytest.mark.parametrize("printed", ["Loading realdesk...", "!", "ok\n"])
def test_a_host_that_prints_before_it_answers(install: Install, printed: str) -> None:
    installed = install()
    text = installed.launcher.read_text().replace("exec ", f"printf '%s' {printed!r}\nexec ")
    installed.launcher.write_text(text)
    (fault,) = installed.report(patience=2).faults()
    assert fault.code == "host_prints"
    assert fault.params["detail"].startswith(printed.strip())
    assert "companion" not in fault.params["detail"]


@pytest.mark.parametrize("code", ["#!/bin/sh\nexit 3\n", "#!/bin/sh\necho 'no module named realdesk' >&2\nexit 1\n"])
def test_a_host_that_dies_at_start(install: Install, code: str) -> None:
    installed = install()
    script(installed.launcher, code)
    (fault,) = installed.report().faults()
    assert fault.code == "host_died"
    assert fault.params["detail"] in {"exit 3", "no module named realdesk"}


def test_a_host_that_hangs_is_given_up_and_ended(install: Install, tmp_path: Path) -> None:
    installed = install()
    script(installed.launcher, f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 600\n")
    assert installed.faults(patience=0.5) == ["host_hangs"]
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.parametrize("body", ["{", "[]", "{}", '{"id": 7, "result": {}}', '{"id": 1, "result": null}'])
def test_a_host_that_answers_something_else(install: Install, body: str) -> None:
    installed = install()
    code = f"read()\nsys.stdout.buffer.write(struct.pack('=I', {len(body)}) + {body.encode()!r})\n"
    script(installed.launcher, host_that(code))
    assert installed.faults() == ["host_wrong_answer"]


def test_a_host_of_another_protocol(install: Install) -> None:
    installed = install()
    script(installed.launcher, answering(HELLO | {"protocol": "2.0"}))
    assert installed.faults() == ["host_protocol"]
    refuses = "m = read()\nwrite({'id': m['id'], 'error': {'code': 'protocol_version', 'message': ''}})\n"
    script(installed.launcher, host_that(refuses))
    assert installed.faults() == ["host_protocol"]


def test_a_companion_older_than_the_extension(install: Install) -> None:
    installed = install()
    script(installed.launcher, answering(HELLO | {"companion": "0.0.9"}))
    assert installed.faults() == ["companion_older"]


def test_a_host_that_outlives_the_browser(install: Install) -> None:
    installed = install()
    script(installed.launcher, answering(HELLO, end="import time\ntime.sleep(600)\n"))
    assert installed.faults(patience=1) == ["host_does_not_end"]


def test_a_companion_that_warns_of_nothing(install: Install) -> None:
    installed = install()
    script(installed.launcher, answering(HELLO, {"level": "none"}))
    assert installed.faults() == ["check_failed"]


def test_two_registrations_that_contradict(install: Install) -> None:
    installed = install("firefox")
    shared = installed.machine.path(installed.browser.system[0]) / f"{HOST_NAME}.json"
    shared.parent.mkdir(parents=True)
    shared.write_bytes(installed.manifest.read_bytes())
    assert installed.faults() == []
    shared.write_text(installed.manifest.read_text().replace(str(installed.launcher), "/opt/realdesk/host"))
    assert installed.faults() == ["registrations_contradict"]


def test_a_registration_for_all_users_is_examined_where_the_user_has_none(install: Install) -> None:
    installed = install("firefox")
    shared = installed.machine.path(installed.browser.system[0]) / f"{HOST_NAME}.json"
    shared.parent.mkdir(parents=True)
    installed.manifest.rename(shared)
    assert installed.faults() == []
    shared.write_text("{")
    assert installed.faults() == ["manifest_not_json"]


BLOCK_ALL = {"NativeMessagingBlocklist": ["*"]}


@pytest.mark.parametrize(
    ("policies", "codes"),
    [
        ([BLOCK_ALL], ["policy_forbids"]),
        ([{"NativeMessagingBlocklist": [HOST_NAME]}], ["policy_forbids"]),
        ([{"NativeMessagingUserLevelHosts": False}], ["policy_forbids"]),
        ([BLOCK_ALL, {"NativeMessagingAllowlist": [HOST_NAME]}], []),
        ([{"NativeMessagingBlocklist": ["org.example.other"], "HomepageLocation": "https://x.example"}], []),
        ([[], {"NativeMessagingBlocklist": "*"}], []),
    ],
)
def test_an_administrators_policy(install: Install, policies: list[object], codes: list[str]) -> None:
    installed = install()
    folder = installed.machine.path(installed.browser.policies[0])
    folder.mkdir(parents=True)
    for number, policy in enumerate(policies):
        (folder / f"{number}.json").write_text(json.dumps(policy))
    assert installed.faults() == codes


def test_a_registry_key_that_points_nowhere(tmp_path: Path, state: Path) -> None:
    installed = Installed(machine_in(tmp_path, "win32"), state, "firefox")
    installed.manifest.unlink()
    (fault,) = installed.report().faults()
    assert fault.code == "registry_dangling"
    assert fault.params["key"] == rf"HKEY_CURRENT_USER\Software\Mozilla\NativeMessagingHosts\{HOST_NAME}"


def test_no_browser_at_all(tmp_path: Path, state: Path) -> None:
    report = Doctor(machine_in(tmp_path), IDS).examine()
    assert [fault.code for fault in report.faults()] == ["no_browser"]


@pytest.mark.parametrize(("kind", "name"), [("snap", "chromium"), ("flatpak", "org.chromium.Chromium")])
def test_a_chromium_in_a_sandbox_cannot_be_helped(tmp_path: Path, state: Path, kind: str, name: str) -> None:
    installed = Installed(machine_in(tmp_path), state, "chromium")
    (installed.machine.home / ("snap" if kind == "snap" else ".var/app") / name).mkdir(parents=True)
    assert installed.faults() == [f"{kind}_confined"]


@pytest.mark.parametrize(("kind", "name"), [("snap", "firefox"), ("flatpak", "org.mozilla.firefox")])
def test_a_firefox_in_a_sandbox_needs_the_portal(tmp_path: Path, state: Path, kind: str, name: str) -> None:
    installed = Installed(machine_in(tmp_path), state, "firefox")
    (installed.machine.home / ("snap" if kind == "snap" else ".var/app") / name).mkdir(parents=True)
    assert installed.faults() == [f"{kind}_portal"]
    # The desktop answers that it has the portal.
    script(tmp_path / "programs/busctl", '#!/bin/sh\n[ "$5" = org.freedesktop.portal.WebExtensions ] && echo "u 1"\n')
    assert installed.faults() == []
