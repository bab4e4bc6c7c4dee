"""The Debian package in a root of its own: this machine's files below, its own changes above, its
own network. What systemd would start is started by hand."""

import os
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

import checkout

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root may mount an overlay and enter a root")

# systemd's part, since a container has none. Stops with the shell, which ends the namespace.
START = """
mkdir -p /run/mysqld /run/waymark && chown mysql: /run/mysqld && chown waymark: /run/waymark
chgrp www-data /run/waymark && chmod 0750 /run/waymark
serve() { setpriv --reuid waymark --regid waymark --groups waymark,www-data waymark "$1" & }
serve serve; serve work
nginx
for _ in $(seq 100); do
    curl -fsS -o /dev/null http://127.0.0.1:8080/api/customer-journey/health && break; sleep 0.1
done
"""
DATABASE = """
mkdir -p /run/mysqld && chown mysql: /run/mysqld
mariadbd --no-defaults --user=mysql --datadir=/var/lib/waymark-test --skip-networking \
    --socket=/run/mysqld/mysqld.sock 2>/dev/null &
for _ in $(seq 100); do
    mariadb --no-defaults -e 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.1
done
"""


class Root:
    """A root file system above this machine's, thrown away afterwards."""

    def __init__(self, folder: Path):
        self.folder, self.path = folder, folder / "root"
        for name in ("above", "work", "root"):
            (folder / name).mkdir()
        # A test's own file system, since an overlay cannot lie above itself.
        subprocess.run(["mount", "-t", "tmpfs", "waymark-test", folder], check=True)
        for name in ("above", "work", "root"):
            (folder / name).mkdir()
        subprocess.run(
            ["mount", "-t", "overlay", "waymark-test", "-o",
             f"lowerdir=/,upperdir={folder}/above,workdir={folder}/work", self.path], check=True)
        for name in ("etc/nginx/sites-enabled/waymark", "etc/waymark", "var/lib/waymark"):
            path = self.path / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def remove(self) -> None:
        subprocess.run(["umount", self.path], check=True)
        subprocess.run(["umount", self.folder], check=True)

    def run(self, script: str, network: bool = False, check: bool = True):
        """Runs a shell there, with its own processes and, unless it needs Debian, its network."""
        inside = f"mount -t proc proc /proc; ip link set lo up 2>/dev/null; {script}"
        return subprocess.run(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
            + ([] if network else ["--net"])
            + ["chroot", self.path, "bash", "-c", inside],
            text=True, capture_output=True, check=check, timeout=300,
            env={"PATH": os.environ["PATH"] + ":/usr/sbin:/sbin", "HOME": "/root",
                 "DEBIAN_FRONTEND": "noninteractive"})


@pytest.fixture(scope="module")
def package(waymark, copy) -> Path:
    """Built from the copy that the shared instance has built already."""
    subprocess.run(
        ["make", "deb"], cwd=copy, check=True, timeout=900,
        env={**os.environ, "WAYMARK_VAR": str(waymark.var)})
    return next(waymark.var.glob("waymark_*.deb"))


@pytest.fixture(scope="module")
def root(package, tmp_path_factory):
    root = Root(tmp_path_factory.mktemp("package"))
    try:
        shutil.copy(package, root.path / "tmp" / package.name)
        (root.path / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (root.path / "usr/sbin/policy-rc.d").chmod(0o755)
        root.run("""
            set -e
            apt-get install -y --no-install-recommends >/dev/null \
                adduser nginx mariadb-client openssl tzdata iproute2
            rm -f /etc/nginx/sites-enabled/default
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
