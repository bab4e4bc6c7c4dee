"""The Debian package in a root of its own: this machine's files below, its own changes above, its
own network. What systemd would start is started by hand."""

import os
import shutil
import subprocess
import textwrap

import pytest

import checkout
from roots import START, RootAbove

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root may mount an overlay and enter a root")

DATABASE = """
mkdir -p /run/mysqld && chown mysql: /run/mysqld
mariadbd --no-defaults --user=mysql --datadir=/var/lib/waymark-test --skip-networking \
    --socket=/run/mysqld/mysqld.sock 2>/dev/null &
for _ in $(seq 100); do
    mariadb --no-defaults -e 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.1
done
"""


@pytest.fixture(scope="module")
def root(package, tmp_path_factory):
    root = RootAbove(tmp_path_factory.mktemp("package"))
    try:
        shutil.copy(package, root.path / "tmp" / package.name)
        (root.path / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (root.path / "usr/sbin/policy-rc.d").chmod(0o755)
        root.run("""
            set -e
            apt-get install -y --no-install-recommends >/dev/null \
                adduser nginx mariadb-client openssl tzdata iproute2
            rm -f /etc/nginx/sites-enabled/default
            # The package of the server makes it, and only its programs are there.
            getent passwd mysql >/dev/null ||
                adduser --quiet --system --group --no-create-home mysql
            mariadb-install-db --no-defaults --datadir=/var/lib/waymark-test --user=mysql \
                --auth-root-authentication-method=socket >/dev/null
            """, network=True)
        yield root
    finally:
        root.remove()


def test_the_package_says_what_it_is(package):
    told = subprocess.run(
        ["dpkg-deb", "--info", package], text=True, capture_output=True, check=True).stdout
    for word in ("libmariadb3", "libfcgi0ldbl", "libssl3", "nginx"):
        assert word in told
    listed = subprocess.run(
        ["dpkg-deb", "--contents", package], text=True, capture_output=True, check=True).stdout
    for name in ("usr/bin/waymark", "js/page/main.js", "css/page.css.gz", "schema.sql",
                 "waymark-serve.service", "man1/waymark.1.gz", "completions/waymark",
                 "sites-available/waymark", "examples/nginx-https.conf"):
        assert name in listed, name
    assert all(" root/root " in line for line in listed.splitlines())


def test_installing_makes_everything_and_the_page_is_served(root):
    told = root.run(DATABASE + f"""
        dpkg -i /tmp/waymark_*.deb && {{ {START} }}
        curl -fsS http://127.0.0.1:8080/admin/customer-journey | grep -c '<title>'
        main=$(curl -fsS http://127.0.0.1:8080/ | grep -o '/a/[^"]*main.js')
        curl -fsS -o /dev/null -w '%{{http_code}}\\n' "http://127.0.0.1:8080$main"
        waymark setup --email owner@shop.example >/root/setup
        sed -n '/^curl/,$p' /root/setup >/root/send && bash /root/send; echo
        curl -s http://127.0.0.1:8080/api/customer-journey/health; echo
        stat -c '%a %U %G' /etc/waymark/waymark.conf
        waymark doctor
        """)
    assert "installed; make the first sign-in with: waymark setup" in told.stdout, told.stderr
    assert "\n1\n200\n" in told.stdout, told
    assert '"message":"Event processed successfully"' in told.stdout, told
    assert '"status":"healthy"' in told.stdout
    assert "640 root waymark" in told.stdout
    assert "✓ Schema" in told.stdout and "✓ nginx" in told.stdout


def test_an_upgrade_keeps_settings_and_data(root):
    told = root.run(DATABASE + f"""
        sha256sum /etc/waymark/waymark.conf >/root/settings
        echo '# mine' >>/etc/nginx/waymark/limits.conf
        rm /etc/nginx/sites-enabled/waymark
        dpkg -i --force-confdef /tmp/waymark_*.deb && sha256sum -c /root/settings
        tail -n 1 /etc/nginx/waymark/limits.conf
        ls /etc/nginx/sites-enabled
        ln -s ../sites-available/waymark /etc/nginx/sites-enabled/waymark
        {START}
        waymark setup --email owner@shop.example
        waymark migrate --rehearse
        """)
    assert "waymark.conf: OK" in told.stdout, told
    assert "# mine" in told.stdout
    assert "waymark\n" not in told.stdout.split("# mine")[1].split("Page")[0]
    assert "Password" not in told.stdout.split("Page")[1]
    assert "Nothing is pending" in told.stdout


def test_removing_keeps_what_purging_removes(root):
    told = root.run(DATABASE + """
        dpkg --remove waymark
        ls /etc/waymark/waymark.conf /usr/bin/waymark /etc/nginx/sites-enabled/waymark 2>&1
        dpkg --purge waymark
        ls -d /etc/waymark /var/lib/waymark /etc/nginx/waymark 2>&1
        nginx -t 2>&1
        mariadb --no-defaults -e 'SELECT COUNT(*) FROM waymark.organisations' -N
        """, check=False)
    kept, _, purged = told.stdout.partition("Purging")
    assert "\n/etc/waymark/waymark.conf\n" in kept, told
    assert "'/usr/bin/waymark': No such file" in kept
    assert "'/etc/nginx/sites-enabled/waymark': No such file" in kept
    for path in ("/etc/waymark", "/var/lib/waymark", "/etc/nginx/waymark"):
        assert f"'{path}': No such file" in purged, told
    assert "the database is still there" in purged and purged.rstrip().endswith("1")
    assert "test is successful" in purged


def test_the_units_are_sound(tmp_path):
    """As far as systemd-analyze can tell without the program in its place."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    for unit in (checkout.ROOT / "deploy" / "systemd").iterdir():
        text = unit.read_text().replace("/usr/bin/waymark", "/bin/true")
        (tmp_path / unit.name).write_text(textwrap.dedent(text))
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()], text=True,
        capture_output=True, check=False)
    assert told.returncode == 0, told.stderr
    assert not [line for line in told.stderr.splitlines() if str(tmp_path) in line], told.stderr
