# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL server of its own, in a folder of its own: unix socket alone, no TCP."""
import ctypes
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time

NOBODY = 65534
PR_SET_PDEATHSIG = 1


def _end_with_parent():
    """A test that is killed leaves no server behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


class Server:
    """Started when it is made; to be stopped. Roles: admin (superuser), fleet (owns the database)."""

    def __init__(self, *settings):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/postgres"))
        if not found:
            raise FileNotFoundError("no PostgreSQL server (apt-get install postgresql-15)")
        self.programs = os.path.dirname(found[-1])
        # A socket's path may have 107 bytes.
        self.folder = tempfile.mkdtemp(prefix="mdsrisk-pg-")
        self.settings = ["listen_addresses=", "unix_socket_directories=" + self.folder,
                         "max_connections=20", *settings]
        self.process = None
        self.as_user = {}
        if os.geteuid() == 0:  # the server refuses root
            self.as_user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            os.chown(self.folder, NOBODY, NOBODY)
        os.chmod(self.folder, 0o755)
        self._run("initdb", "-D", self.folder + "/data", "-U", "admin", "-A", "trust", "-N",
                  "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self.sql("postgres", "admin", "CREATE ROLE fleet LOGIN", "CREATE DATABASE fleet OWNER fleet")

    def _run(self, program, *arguments):
        done = subprocess.run([os.path.join(self.programs, program), *arguments], cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False, **self.as_user)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout}")

    def start(self):
        options = [part for setting in self.settings for part in ("-c", setting)]
        with open(self.folder + "/log", "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [self.programs + "/postgres", "-D", self.folder + "/data", *options],
                cwd=self.folder, stdout=log, stderr=log, preexec_fn=_end_with_parent, **self.as_user)
        for _ in range(600):
            time.sleep(0.1)
            try:
                self.sql("postgres", "admin", "SELECT 1")
                return
            except PermissionError:
                if self.process.poll() is not None:
                    break
        raise RuntimeError("postgres does not start")

    def stop(self, number=signal.SIGINT):
        """At once with SIGQUIT, after the present transactions were ended with SIGINT."""
        self.process.send_signal(number)
        self.process.wait(60)

    def remove(self):
        if self.process is not None and self.process.poll() is None:
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, role="fleet"):
        return f"postgresql://{role}@/fleet?host={self.folder}"

    def sql(self, database, role, *statements):
        """Rows as text, a line a row; raises what the server says."""
        command = [os.path.join(self.programs, "psql"), "-X", "-q", "-A", "-t", "-v",
                   "ON_ERROR_STOP=1", "-h", self.folder, "-U", role, database]
        for statement in statements:
            command += ["-c", statement]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              check=False)
        if done.returncode != 0:
            raise PermissionError(done.stderr)
        return done.stdout.strip()
