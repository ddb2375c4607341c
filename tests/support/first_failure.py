"""A plugin of pytest: what follows the first cell of a notebook that fails is skipped, since it is not asked about."""

import pytest


def pytest_runtest_logreport(report):
    if report.failed:
        FAILED.add(report.nodeid.split("::")[0])


def pytest_runtest_setup(item):
    if item.nodeid.split("::")[0] in FAILED:
        pytest.skip("an earlier cell has failed")


FAILED = set()
