# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What cloud-init's own EC2 datasource makes of the metadata service; run with cloud-init's modules on the path.

crawl.py DIRECTORY: prints {"metadata", "userdata", "instance-id", "warnings"} as JSON. DIRECTORY is for its files.
"""

import json
import logging
import sys

from cloudinit.helpers import Paths
from cloudinit.sources.DataSourceEc2 import DataSourceEc2


class Warnings(logging.Handler):
    """Remembers what cloud-init complains about."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


def crawl(directory):
    """strict_id: this machine does not claim to be one of Amazon's; the rest is cloud-init's default for such a one."""
    warnings = Warnings()
    logging.getLogger().addHandler(warnings)
    source = DataSourceEc2({"datasource": {"Ec2": {"strict_id": False, "max_wait": 10, "timeout": 3}}}, None,
                           Paths({"cloud_dir": directory, "run_dir": directory}))
    found = source.get_data()
    return {"found": found, "metadata": source.metadata, "userdata": source.userdata_raw.decode(),
            "instance-id": source.get_instance_id(), "warnings": warnings.texts}


print(json.dumps(crawl(sys.argv[1])))
