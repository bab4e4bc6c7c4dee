"""Root file systems to install the package in, and what stands in for systemd there."""

import os
import shutil
import subprocess
from pathlib import Path

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


class Root:
    """A root file system with processes and, unless it needs Debian, a network of its own."""

    def __init__(self, path: Path):
        self.path = path

    def run(self, script: str, network: bool = False, check: bool = True, seconds: float = 300):
        """Runs a shell there; with it ends whatever it started."""
        inside = f"mount -t proc proc /proc; {script}"
        enter = 'ip link set lo up; exec chroot "$0" bash -c "$1"'
        return subprocess.run(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
            + ([] if network else ["--net"]) + ["bash", "-c", enter, self.path, inside],
            text=True, capture_output=True, check=check, timeout=seconds,
            env={"PATH": os.environ["PATH"] + ":/usr/sbin:/sbin", "HOME": "/root",
                 "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"})


class RootAbove(Root):
    """A root above this machine's, thrown away afterwards."""

    def __init__(self, folder: Path):
        super().__init__(folder / "root")
        self.folder = folder
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


class CleanRoot(Root):
    """Debian 12 as debootstrap makes it, from the mirrors that this machine has."""

    def __init__(self, folder: Path):
        super().__init__(folder / "root")
        told = subprocess.run(
            ["apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)",
             "Created-By: Packages"], check=True, capture_output=True, text=True).stdout
        mirror = next(line.split()[1] for line in told.splitlines()
                      if line.startswith("bookworm "))
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", self.path, mirror],
            check=True, stdout=subprocess.DEVNULL, timeout=600)
        (self.path / "etc/apt/sources.list").unlink()
        for name in ("etc/apt/sources.list", "etc/apt/sources.list.d", "etc/resolv.conf",
                     "etc/hosts"):
            source, target = Path("/") / name, self.path / name
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            elif source.exists():
                shutil.copy(source, target)

    def remove(self) -> None:
        shutil.rmtree(self.path)
