# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Apache Karaf as its project ships it, for what is installed into it."""

import shutil
import tarfile

from harness.karaf import Karaf, built


class PlainKaraf(Karaf):
    """KARAF_HOME and KARAF_BASE are one directory, as after unpacking the archive; its one user is the lab's admin."""

    def create(self):
        shutil.rmtree(self.base, ignore_errors=True)
        with tarfile.open(built("apache-karaf-*.tar.gz")) as archive:
            root = archive.getnames()[0].split("/")[0]
            archive.extractall(self.base.parent)
        (self.base.parent / root).rename(self.base)
        (self.base / "data" / "log").mkdir(parents=True, exist_ok=True)
        self.let_admin_in()

    def home(self):
        return self.base

    def files(self):
        """What there is but what Karaf itself keeps in data: path below the base -> size."""
        return {str(each.relative_to(self.base)): each.stat().st_size for each in self.base.rglob("*")
                if each.is_file() and not each.is_relative_to(self.base / "data")}
