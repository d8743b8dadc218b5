# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The built distribution, KAR and bill of materials: complete, patched, small, and for arm64 too."""

import hashlib
import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile

import pytest

from harness.karaf import assembly, built
from harness.report import say

MOST_BYTES = 150 * 10**6
# Akka's durable distributed data, for which OpenDaylight's akka.conf names no key: it is never loaded (debian-package looks).
UNUSED = {"lmdbjava-native-linux.so"}
X86_64, AARCH64 = 62, 183  # e_machine of elf(5)
NAMES = {X86_64: re.compile("x86[-_]64|amd64"), AARCH64: re.compile("aarch[-_]?64|arm64")}


def jars():
    """Paths of the distribution's jars, relative to it -> their bytes."""
    return {str(each.relative_to(assembly())): each for each in sorted(assembly().rglob("*.jar"))}


def native(jar, name):
    """(path, e_machine) of each ELF file in a jar and in the jars in it."""
    with zipfile.ZipFile(jar) as archive:
        for entry in archive.namelist():
            content = archive.read(entry) if entry.endswith(".jar") else archive.open(entry).read(20)
            if entry.endswith(".jar"):
                yield from native(io.BytesIO(content), f"{name}!/{entry}")
            elif content[:4] == b"\x7fELF":
                yield f"{name}!/{entry}", int.from_bytes(content[18:20], "little" if content[5] == 1 else "big")


def test_each_native_library_for_x86_64_has_one_for_aarch64():
    found = [each for name, jar in jars().items() for each in native(jar, name)]
    libraries = {machine: {library(path) for path, its in found if its == machine} for machine in (X86_64, AARCH64)}
    say(f"native libraries: {sorted(libraries[X86_64])}")
    assert libraries[X86_64], "Netty's epoll transport at least"
    assert libraries[X86_64] - libraries[AARCH64] == UNUSED
    for path, machine in found:
        for other, spelt in NAMES.items():
            assert other == machine or not spelt.search(path.rsplit("!/", 1)[-1]), f"{path} is for machine {machine}"


def library(path):
    """The name of a library without the machine, for which folder and name have several spellings."""
    return re.sub("|".join(f"[-_.]?({each.pattern})" for each in NAMES.values()), "", path.rsplit("/", 1)[-1])


def test_the_bill_of_materials_is_the_distribution():
    document = json.loads(built("tenant-bgp-*.cdx.json").read_text(encoding="utf-8"))
    assert document["bomFormat"] == "CycloneDX"
    listed = {each["properties"][0]["value"]: each["hashes"][0]["content"] for each in document["components"]}
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in jars().items()}
    for each in document["components"]:
        assert each["name"] in each["properties"][0]["value"] and each["version"] in each["properties"][0]["value"], each
        assert each["group"], each


def replacements():
    root = ElementTree.parse(assembly() / "etc" / "org.apache.karaf.features.xml").getroot()
    found = {each.get("originalUri"): each.get("replacement") for each in root.iter() if each.get("originalUri")}
    assert found
    return found


def kar_files():
    with zipfile.ZipFile(built("tenant-bgp-*.kar")) as kar:
        return {name.removeprefix("repository/") for name in kar.namelist() if name.startswith("repository/")}


@pytest.mark.parametrize("files", [lambda: {name.removeprefix("system/") for name in jars()}, kar_files],
                         ids=["distribution", "kar"])
def test_what_is_replaced_is_there_in_its_new_version_only(files):
    there = files()
    for old, new in replacements().items():
        assert repository_path(old) not in there, old
        assert repository_path(new) in there, new


def test_the_kar_is_complete_and_of_the_distribution():
    there = kar_files()
    with zipfile.ZipFile(built("tenant-bgp-*.kar")) as kar:
        name, = [each for each in kar.namelist() if each.endswith("-features.xml")]
        feature = ElementTree.fromstring(kar.read(name))
        for each in feature.iter():
            if each.tag.endswith(("}bundle", "}configfile")):
                assert repository_path(each.text.strip()) in there, each.text
        ours = [each for each in kar.namelist() if each.endswith(".jar") and "bouncycastle" not in each]
        for each in ours:
            path = assembly() / "system" / each.removeprefix("repository/")
            assert kar.getinfo(each).CRC == zipfile.crc32(path.read_bytes()), each


def test_the_distribution_is_small():
    size = sum(each.stat().st_size for each in assembly().rglob("*") if each.is_file())
    say(f"{size / 10**6:.1f} MB unpacked")
    assert size <= MOST_BYTES


def repository_path(url):
    """Where a Maven repository has what a URL of Karaf names."""
    group, artifact, version, *rest = re.sub(r"\$.*", "", url[url.index("mvn:") + 4:]).split("/")
    classifier = f"-{rest[1]}" if len(rest) > 1 else ""
    return f"{group.replace('.', '/')}/{artifact}/{version}/{artifact}-{version}{classifier}.{rest[0] if rest else 'jar'}"
