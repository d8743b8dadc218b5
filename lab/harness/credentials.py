# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The users of the lab's DPUs. Their passwords are in the environment of all that runs here: a DPU takes them from there."""

import os

ADMIN, OPERATOR, VIEWER = "admin", "operator", "viewer"


def variable(user):
    """The variable from which a DPU takes the first password of `user`."""
    return f"TENANT_BGP_{user.upper()}_PASSWORD"


def password(user):
    return os.environ.setdefault(variable(user), f"lab-{user}-password")


def basic(user=ADMIN):
    """user:password, as curl's -u takes it."""
    return f"{user}:{password(user)}"


for each in (ADMIN, OPERATOR, VIEWER):
    password(each)
