# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The commands of README.md and docs/ are run where the page says, and print what it says; README.md here tells how."""

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from harness.command import CommandFailed, run
from harness.karaf import ROOT, RUN
from harness.report import show
from harness.scenario import Scenario
from harness.speaker import SOCKETS
from harness.wait import until

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
OUTPUT_SECONDS, BLOCK_SECONDS = 20, 60
TENANT_ASN, DPU_ASN = 65010, 65000

_COMMENT = re.compile(r"<!-- (.+) -->")
_FENCE = re.compile(r"```(\w*)")
_RUN = re.compile(r"run: (dpu|tenant|clone)(?:, exit status (\d+))?")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)?")
_LANGUAGES = {"sh", "text", "json", "xml", ""}


@dataclass
class Commands:
    """One block of commands. where: dpu, tenant or clone; None when the page says why they are not run."""

    line: int
    text: str
    where: str
    status: int
    output: str = None
    is_json: bool = False


@dataclass
class Page:
    path: Path
    text: str
    commands: list = field(default_factory=list)
    configured: bool = True

    @property
    def name(self):
        return str(self.path.relative_to(ROOT))

    def to_run(self):
        return [each for each in self.commands if each.where]


def read(path):
    """The page at `path`. Raises AssertionError where it does not say what is to become of a block."""
    page = Page(path, path.read_text(encoding="utf-8"))
    lines = iter(enumerate(page.text.splitlines(), 1))
    comment = ""
    for number, line in lines:
        fence = _FENCE.fullmatch(line)
        if fence:
            inside = "".join(f"{text}\n" for _, text in iter(lambda: _inside(page, lines), None))
            _add_block(page, number, fence[1], comment, inside)
        assert fence or "```" not in line, f"{page.name}:{number}: a fence begins its line"
        found = _COMMENT.fullmatch(line)
        comment = found[1] if found else ""
        assert found or "<!--" not in line, f"{page.name}:{number}: a comment has a line of its own"
        if comment == "lab: no configuration":
            page.configured = False
    return page


def _inside(page, lines):
    """The next line of a fenced block, None at its end."""
    number, line = next(lines, (0, None))
    assert line is not None, f"{page.name}: a fenced block has no end"
    return None if line == "```" else (number, line)


def _add_block(page, number, language, comment, inside):
    at = f"{page.name}:{number}"
    assert language in _LANGUAGES, f"{at}: fences are {_LANGUAGES}, commands are in sh"
    where = _RUN.fullmatch(comment)
    if language == "sh":
        assert where or comment.startswith("not run: "), f"{at}: say where the commands are run, or why not"
        page.commands.append(Commands(number, inside, where and where[1], int(where and where[2] or 0)))
    elif comment == "expect":
        assert page.commands and page.commands[-1].where and page.commands[-1].output is None, f"{at}: output of what?"
        page.commands[-1].output, page.commands[-1].is_json = inside, language == "json"
    else:
        assert not where and not comment.startswith("not run"), f"{at}: not a block of commands"


@pytest.fixture
def page(dpu, request):
    """A page, and the lab as its first command finds it: the demo's tenant host, FRR announcing, the example site."""
    page = read(request.param)
    dpu.ensure_ready()
    scenario = Scenario(ROOT / "lab" / "demo", dpu, ROOT / "lab" / "example-site")
    try:
        scenario.bring_up()
        scenario.start_speakers(asn=TENANT_ASN, peer_asn=DPU_ASN)
        if not page.configured:
            dpu.reset()
        yield page, Shell(scenario)
    finally:
        scenario.tear_down()


class Shell:
    """Runs a page's commands in the clone's top directory, as bash would, in the namespace the page says."""

    def __init__(self, scenario):
        self._namespaces = {"dpu": scenario.dpu.namespace, "tenant": scenario.tenants["host"].namespace}
        tools = RUN / "documentation"
        tools.mkdir(parents=True, exist_ok=True)
        # The lab's daemons have directories of their own, and its DPU a host key that is new each time.
        _script(tools / "vtysh", f'exec /usr/bin/vtysh --vty_socket {SOCKETS / "host"} -d bgpd "$@"')
        _script(tools / "answer", 'echo "$TENANT_BGP_ADMIN_PASSWORD"')
        _script(tools / "ssh", f"SSH_ASKPASS={tools / 'answer'} SSH_ASKPASS_REQUIRE=force exec /usr/bin/ssh "
                               '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "$@"')
        self._environment = [f"PATH={tools}:{os.environ['PATH']}", f"KARAF_BASE={scenario.dpu.karaf.base}"]

    def output(self, commands):
        """What the commands print. Raises CommandFailed when their exit status is another one than the page says."""
        script = (f"exec 2>&1\n(set -eo pipefail\n{commands.text})\n"
                  f"status=$?; [ $status -eq {commands.status} ] && exit 0; echo exit status $status; exit 1")
        line = ["env", "-C", str(ROOT), *self._environment, "bash", "-c", script]
        return run(self._namespaces[commands.where].inside(line) if commands.where != "clone" else line, BLOCK_SECONDS)


def _script(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("page", [path for path in PAGES if read(path).to_run()], indirect=True,
                         ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_of_the_page_do_what_it_says(page):
    page, shell = page
    for commands in page.to_run():
        title = f"{page.name}:{commands.line}, {commands.where}: {commands.text.strip()}"
        if commands.output is None:
            seen = shell.output(commands)
        else:
            seen = until(lambda each=commands: shell.output(each), lambda text, each=commands: prints(each, text),
                         OUTPUT_SECONDS, f"{title}\nprints\n{commands.output}", poll=0.5)
        show(title, seen)


def prints(commands, seen):
    """Whether this is the output the page shows."""
    if not commands.is_json:
        lines = [r"(?:.*\n)*" if line == "..." else _pattern(line) + r"\s*\n" for line in commands.output.splitlines()]
        return re.fullmatch("".join(lines), seen.rstrip() + "\n") is not None
    try:
        return is_part(json.loads(commands.output), json.loads(seen))
    except ValueError as broken:
        raise CommandFailed(f"not JSON, or the page's is not: {broken}\n{seen}") from broken


def is_part(shown, seen):
    """A page may leave members of objects out, entries of lists not; their order does not matter."""
    if isinstance(shown, dict):
        return isinstance(seen, dict) and all(key in seen and is_part(each, seen[key]) for key, each in shown.items())
    if isinstance(shown, list):
        return isinstance(seen, list) and len(shown) == len(seen) and all(
            any(is_part(each, entry) for entry in seen) for each in shown)
    if isinstance(shown, str) and isinstance(seen, str):
        return re.fullmatch(_pattern(shown), seen) is not None
    return shown == seen


def _pattern(text):
    parts = [re.escape(part).replace(re.escape("..."), ".*") for part in _TIME.split(text)]
    return _TIME.pattern.join(parts)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_shows_commands_without_running_any(path):
    page = read(path)
    assert not page.commands or page.to_run(), f"{page.name} shows commands and none of them is run"
    missing = [link for link in _LINK.findall(page.text) if not (path.parent / link).exists()]
    assert not missing, f"{page.name} links to what is not there: {missing}"


def test_readme_names_the_command_of_ci():
    called = re.search(r"^exec .*?(\./dev \w+)$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert f"sudo {called[1]}\n" in [each.text for each in read(ROOT / "README.md").commands]


def test_policy_page_has_every_reject_reason_in_order_with_the_operators_text():
    model = (ROOT / "yang/src/main/yang/tenant-bgp-dpu.yang").read_text()
    names = re.findall(r"enum ([\w-]+) \{", re.search(r"typedef reject-reason \{(.*?)\n  \}", model, re.DOTALL)[1])
    source = (ROOT / "bgp-tenant-policy/src/main/java/io/tenantbgp/policy/RejectReason.java").read_text()
    texts = {constant.lower().replace("_", "-"): "".join(re.findall(r'"([^"]*)"', literals))
             for constant, literals in re.findall(r'^    ([A-Z_]+)\(((?:\s*"[^"]*"\s*\+?)+)\)', source, re.MULTILINE)}
    rows = re.findall(r"^\| \d+ \| `([\w-]+)` \| (.+?) \|", (ROOT / "docs/policy.md").read_text(), re.MULTILINE)
    assert [name for name, _ in rows] == names == list(texts)
    assert dict(rows) == texts


def test_policy_page_has_every_notification_of_a_refused_open():
    source = (ROOT / "bgp-tenant-policy/src/main/java/io/tenantbgp/policy/OpenError.java").read_text()
    subcodes = {f"2/{subcode}" for subcode in re.findall(r"^    [A-Z_]+\((\d+)", source, re.MULTILINE)}
    assert subcodes <= set(re.findall(r"^\| (2/\d+) \|", (ROOT / "docs/policy.md").read_text(), re.MULTILINE))
