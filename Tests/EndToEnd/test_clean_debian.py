"""The package on a Debian 12 that has nothing else: `make deb-clean`, by root, with a mirror of
Debian at hand. Takes minutes, so it is no part of `make test`."""

import os
import shutil

import pytest

from roots import START, CleanRoot


@pytest.fixture(scope="module")
def debian(request, tmp_path_factory):
    if not request.config.getoption("--clean-root"):
        pytest.skip("takes minutes: make deb-clean")
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("needs root and debootstrap")
    package = request.getfixturevalue("package")
    root = CleanRoot(tmp_path_factory.mktemp("clean"))
    try:
        shutil.copy(package, root.path / "tmp/waymark.deb")
        root.run("""
            set -e
            printf '#!/bin/sh\nexit 0\n' >/usr/sbin/policy-rc.d
            chmod 0755 /usr/sbin/policy-rc.d
            apt-get update >/dev/null
            apt-get install -y --download-only curl /tmp/waymark.deb >/dev/null
            """, network=True, seconds=600)
        yield root
    finally:
        root.remove()


def test_one_command_installs_all_and_the_page_is_served(debian):
    told = debian.run(f"""
        apt-get install -y curl /tmp/waymark.deb 2>&1
        service nginx stop >/dev/null
        {START}
        curl -fsS http://127.0.0.1:8080/admin/customer-journey | grep -c '<title>'
        main=$(curl -fsS http://127.0.0.1:8080/ | grep -o '/a/[^"]*main.js')
        curl -fsS -o /dev/null -w '%{{http_code}}\\n' "http://127.0.0.1:8080$main"
        waymark setup --email owner@shop.example >/root/setup
        sed -n '/^curl/,$p' /root/setup >/root/send && bash /root/send; echo
        sleep 1
        waymark doctor
        waymark verify
        """)
    assert "installed; make the first sign-in with: waymark setup" in told.stdout, told
    assert "\n1\n200\n" in told.stdout, told
    assert '"message":"Event processed successfully"' in told.stdout, told
    assert "✓ Schema" in told.stdout and "✓ nginx" in told.stdout, told
    assert "1 customers recounted, 0 differences" in told.stdout, told


def test_purging_leaves_nothing_but_the_database(debian):
    told = debian.run("""
        service mariadb start >/dev/null 2>&1
        apt-get purge -y waymark 2>&1
        nginx -t 2>&1
        mariadb -N -e 'SELECT COUNT(*) FROM waymark.organisations'
        find / -xdev -iname '*waymark*' -not -path '/proc/*' -not -path '/tmp/*' -not -path '/run/*'
        grep -rl --exclude='*-' waymark /etc /var/lib/systemd
        """, check=False)
    said, _, left = told.stdout.partition("test is successful")
    assert "the database is still there" in said, told
    assert left.split() == ["1", "/var/lib/mysql/waymark"], told
