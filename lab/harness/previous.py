# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Package and KAR of the version before this one: this build's, with another version in all names, feature files and bundles."""

import io
import re
import shutil
import zipfile

from harness.command import run
from harness.karaf import built
from harness.report import say

VERSION, OSGI_VERSION = "0.0.9", "0.0.9"
_OURS = "usr/share/tenant-bgp/system/io/tenantbgp"


def package(directory):
    """Write it into `directory`; returns its path."""
    this = built("tenant-bgp_*_all.deb")
    version = this.name.split("_")[1]
    root = directory / "previous"
    shutil.rmtree(root, ignore_errors=True)
    run(["dpkg-deb", "-R", str(this), str(root)], 120)
    control = root / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*$", f"Version: {VERSION}", control.read_text()))
    (root / "DEBIAN" / "md5sums").unlink()
    for feature in [*(root / _OURS).rglob("*.xml"), root / "etc" / "tenant-bgp" / "tenant-bgp-boot.xml"]:
        feature.write_bytes(_older_features(feature.read_bytes(), version))
    for jar in (root / _OURS).rglob("*.jar"):
        jar.write_bytes(_older_bundle(jar.read_bytes()))
    # Deepest first: a folder's name is changed when what is in it has been.
    for path in sorted((root / _OURS).rglob(f"*{version}*"), key=lambda each: -len(each.parts)):
        path.rename(path.with_name(path.name.replace(version, VERSION)))
    made = directory / f"tenant-bgp_{VERSION}_all.deb"
    run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", str(root), str(made)], 120)
    shutil.rmtree(root)
    say(f"made {made.name} of {this.name}")
    return made


def kar(directory):
    """Write it into `directory`; returns its path."""
    this = built("tenant-bgp-*.kar")
    version = this.stem.removeprefix("tenant-bgp-")
    made = directory / f"tenant-bgp-{VERSION}.kar"
    with zipfile.ZipFile(this) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "META-INF/MANIFEST.MF" or "/io/tenantbgp/" in entry.filename and not entry.is_dir():
                content = _older_bundle(content) if entry.filename.endswith(".jar") else _older_features(content, version)
            target.writestr(entry.filename.replace(version, VERSION), content)
    say(f"made {made.name} of {this.name}")
    return made


def _older_features(content, version):
    text = content.decode("utf-8").replace(version, VERSION).replace(version.replace("-", "."), OSGI_VERSION)
    return text.encode("utf-8")


def _older_bundle(content):
    older = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(older, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "META-INF/MANIFEST.MF":
                part = re.sub(rb"(?m)^Bundle-Version: .*?\r?$", f"Bundle-Version: {OSGI_VERSION}\r".encode(), part)
            target.writestr(entry, part)
    return older.getvalue()
