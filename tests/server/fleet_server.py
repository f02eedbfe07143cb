#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fleet_server.py MDSRISK EXAMPLES FOLDER: a fleet on a PostgreSQL server is what it is in a file;
tenants do not see each other; workers and the server may be killed at any moment."""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

from server import Server

MDSRISK, EXAMPLES, FOLDER = sys.argv[1:4]
DAY = ["--as-of", "2026-11-20", "--lang", "en"]
FORMS = {"pump.xlsx": "infusion-pump/form.xlsx", "monitor.csv": "bedside-monitor/form.csv",
         "ct.xlsx": "ct-workstation/form.xlsx"}
MODELS = [("Aldermoor Medical", "AL-300"), ("Kestrel Vital Systems", "KV-20"),
          ("Brightwell Imaging", "Tomara 64 console")]
SECRET = "s3cr3t-word"


class Failed(Exception):
    """A law that does not hold."""


def expect(holds, what):
    if not holds:
        raise Failed(what)


def command(*arguments):
    return [MDSRISK, "fleet", *arguments, *DAY]


def run(*arguments, code=0):
    done = subprocess.run(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, timeout=120, check=False)
    expect(SECRET not in done.stdout + done.stderr, f"{arguments[0]} shows the password")
    expect(code is None or done.returncode == code,
           f"{arguments}: {done.returncode}, {done.stdout}{done.stderr}")
    return done


def read(path):
    with open(path, "rb") as file:
        return file.read()


def make_inventory(path, wards, devices):
    """Devices of three makers in so many wards, each of a context of its own: 3 wards classes."""
    with open(path + ".csv", "w", encoding="utf-8") as out:
        out.write("Asset tag,Manufacturer,Model,VLAN\n")
        for i in range(devices):
            maker, model = MODELS[i % 3]
            out.write(f"D-{i:05},{maker},{model},{100 + i // 3 % wards}\n")
    with open(path + "-zones.csv", "w", encoding="utf-8") as out:
        out.write("zone,vlan,context\n")
        for i in range(wards):
            out.write(f"clinical-network,{100 + i},{path}-{i}.json\n")
            with open(f"{path}-{i}.json", "w", encoding="utf-8") as context:
                json.dump({"format_version": 1, "kind": "context", "name": f"Ward {i}",
                           "network_zone": "clinical-network"}, context)
    return [path + ".csv", "--forms", "forms", "--zones", path + "-zones.csv"]


def outputs(fleet, name, tenant=()):
    """Everything that is made of a fleet, as bytes."""
    made = []
    for verb, ending in (("list", "csv"), ("report", "json"), ("export", "csv")):
        file = f"{name}.{ending}"
        said = run(verb, "--fleet", fleet, *tenant, "-o", file).stdout
        text = read(file).decode()
        for address in (fleet, fleet.split("@")[-1].split("?")[0]):
            text = text.replace(f"postgresql://{address}", "FLEET").replace(address, "FLEET")
        made.append((said.replace(file, ""), text))
    made.append(run("update", "--fleet", fleet, *tenant, "--since", "2026-01-01", code=None).stdout)
    return made


def make_evidence():
    """A bill of materials of the pump, and a vulnerability of what is in it that is exploited."""
    os.makedirs("data")
    component = {"name": "libfoo", "version": "1.9", "publisher": "Foo"}
    affected = {"vendor": "Foo", "product": "libfoo",
                "versions": [{"version": "0", "lessThan": "2", "status": "affected"}]}
    vector = {"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}
    documents = {
        "pump": {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component],
                 "metadata": {"component": {"name": "AL-300", "version": "4.1"}}},
        "record": {"dataType": "CVE_RECORD", "cveMetadata": {"cveId": "CVE-2020-0001"},
                   "containers": {"cna": {"affected": [affected], "metrics": [vector]}}},
        "kev": {"catalogVersion": "1", "vulnerabilities": [
            {"cveID": "CVE-2020-0001", "dateAdded": "2026-11-01", "dueDate": "2026-11-22"}]}}
    for name, document in documents.items():
        with open(f"data/{name}.json", "w", encoding="utf-8") as out:
            json.dump(document, out)


def same_as_a_file(server):
    make_evidence()
    inventory = [EXAMPLES + "/fleet/inventory.csv", "--forms", "forms", "--zones",
                 EXAMPLES + "/fleet/zones.csv"]
    context = ["--context", EXAMPLES + "/bedside-monitor/context.json"]
    made = []
    for fleet, name in (("same.db", "a"), (server.address(), "b")):
        said = [run("import", *inventory, "--fleet", fleet).stdout.replace("same.db", "FLEET")
                .replace("postgresql:///fleet", "FLEET")]
        said.append(run("list", "--fleet", fleet, code=2).stderr.split("error", 1)[1])
        said.append(run("assess", "--fleet", fleet).stdout)
        said.append(run("update", "--fleet", fleet, *context, code=None).stdout)
        for _ in range(2):
            said.append(run("update", "--fleet", fleet, "--vulnerability-data", "data",
                            code=None).stdout)
        said.append(run("why", "F-0001", "--fleet", fleet).stdout)
        made.append((said, outputs(fleet, name)))
    expect(made[0] == made[1], f"a server says something else than a file: {made}")
    expect("3 classes" in made[0][0][2] and "CVE-2020-0001" in made[0][0][4], made[0][0])
    run("backup", "--fleet", server.address(), "-o", "copy.db", code=2)


def tenants_are_apart(server):
    north, south = ("--tenant", "north"), ("--tenant", "south")
    mine = make_inventory("north", 2, 12)
    run("import", *mine, "--fleet", server.address(), *north)
    run("assess", "--fleet", server.address(), *north)
    expect("MDS2126" in run("list", "--fleet", server.address(), *south, code=2).stderr,
           "a tenant without devices has some")
    run("import", *make_inventory("south", 1, 3), "--fleet", server.address(), *south)
    run("assess", "--fleet", server.address(), *south)
    expect("Devices: 3." in run("list", "--fleet", server.address(), *south).stdout, "south")
    expect("Devices: 12." in run("list", "--fleet", server.address(), *north).stdout, "north")

    server.sql("fleet", "admin", "CREATE ROLE south_clerk LOGIN")
    server.sql("fleet", "fleet", "GRANT USAGE ON SCHEMA mdsrisk TO south_clerk",
               "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA mdsrisk TO south_clerk",
               "INSERT INTO mdsrisk.tenant_role VALUES ('south_clerk', 'south')")
    clerk = server.address("south_clerk")
    expect("Devices: 3." in run("list", "--fleet", clerk, *south).stdout, "the clerk's own")
    expect("MDS2188" in run("list", "--fleet", clerk, *north, code=2).stderr, "the clerk in north")
    be_north = "SELECT set_config ('mdsrisk.tenant', 'north', false)"
    for table in ("device", "form", "class", "result", "history", "meta", "context", "work"):
        for role, least in (("south_clerk", 0), ("fleet", 0)):
            count = server.sql("fleet", role, be_north if role != "fleet" else "SELECT 1",
                               f"SELECT 'rows', count (*) FROM mdsrisk.{table}").split("|")[-1]
            expect(int(count) == least, f"{role} sees {count} rows of {table}")
    for statement in ("INSERT INTO mdsrisk.tenant_role VALUES ('south_clerk', 'north')",
                      "INSERT INTO mdsrisk.meta (name, value, tenant) VALUES ('x', '', 'north')",
                      "UPDATE mdsrisk.device SET tenant = 'north' WHERE tenant = 'south'"):
        try:
            server.sql("fleet", "south_clerk",
                       "SELECT set_config ('mdsrisk.tenant', 'south', false)", statement)
        except PermissionError:
            continue
        raise Failed(f"the clerk may {statement}")
    expect("MDS2187" in run("list", "--fleet", server.address("admin"), code=2).stderr, "superuser")


def nothing_secret_is_said(server):
    for address in (f"postgresql://fleet:{SECRET}@/fleet?host={server.folder}/nowhere",
                    f"postgresql://fleet@/fleet?host={server.folder}/nowhere&password={SECRET}",
                    f"postgresql://fleet:a?{SECRET}@/fleet", f"postgresql://[{SECRET}@x",
                    f"host={server.folder}/nowhere password={SECRET} '", f"user=a password='{SECRET}",
                    f"host={server.folder}/nowhere dbname=fleet password={SECRET}"):
        expect("MDS218" in run("list", "--fleet", address, code=2).stderr, address)
    inventory = make_inventory("secret", 1, 3)
    address = f"postgresql://fleet:{SECRET}@/fleet?host={server.folder}"
    tenant = ("--tenant", "secret")
    run("import", *inventory, "--fleet", address, *tenant, "-o", "secret.json")
    run("assess", "--fleet", address, *tenant)
    run("list", "--fleet", address, *tenant, "-o", "secret-list.json")
    run("report", "--fleet", address, *tenant, "-o", "secret-plan.html")
    for file in ("secret.json", "secret-list.json", "secret-plan.html"):
        expect(SECRET.encode() not in read(file), f"{file} holds the password")
    stored = subprocess.run([server.programs + "/pg_dump", "-h", server.folder, "-U", "admin",
                             "fleet"], stdout=subprocess.PIPE, check=True).stdout
    expect(b"D-00001" in stored and SECRET.encode() not in stored, "the password is stored")


def check_whole(server, tenant, classes, file):
    """Each class has one result, nothing is left to do, and it is what a file has."""
    be = f"SELECT set_config ('mdsrisk.tenant', '{tenant}', false)"
    for sql, count in (("SELECT 'n', count (*) FROM mdsrisk.result", classes),
                       ("SELECT 'n', count (DISTINCT class) FROM mdsrisk.result", classes),
                       ("SELECT 'n', count (*) FROM mdsrisk.work", 0)):
        found = server.sql("fleet", "fleet", be, sql).split("|")[-1]
        expect(int(found) == count, f"{sql}: {found}, not {count}")
    history = server.sql("fleet", "fleet", be, "SELECT 'n', count (*), count (DISTINCT subject)"
                         " FROM mdsrisk.history WHERE what = 'verdict'").split("|")[-2:]
    expect(history[0] == history[1], f"a device entered the history twice: {history}")
    expect(outputs(file, "whole-a") == outputs(server.address(), "whole-b", ("--tenant", tenant)),
           "the results are others than those of a file")


def start_worker(server, tenant):
    return subprocess.Popen(command("work", "--fleet", server.address(), "--tenant", tenant,
                                    "--lease", "1"),
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start_assess(server, tenant):
    return subprocess.Popen(command("assess", "--fleet", server.address(), "--tenant", tenant,
                                    "--lease", "1"),
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def prepare(server, tenant, wards):
    inventory = make_inventory(tenant, wards, 3 * wards)
    run("import", *inventory, "--fleet", tenant + ".db")
    run("assess", "--fleet", tenant + ".db")
    run("import", *inventory, "--fleet", server.address(), "--tenant", tenant)


def workers_are_killed(server):
    wards = 16
    prepare(server, "killed", wards)
    chance = random.Random(16)
    workers = [start_worker(server, "killed") for _ in range(3)]
    assess = start_assess(server, "killed")
    kills = 0
    try:
        while assess.poll() is None:
            time.sleep(0.05 + 0.1 * chance.random())
            at = chance.randrange(3)
            workers[at].kill()
            workers[at].wait()
            workers[at] = start_worker(server, "killed")
            kills += 1
        said, errors = assess.communicate()
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    expect(assess.returncode == 0, errors)
    expect(f"{3 * wards} classes" in said and kills > 2, f"{kills} kills: {said}")
    check_whole(server, "killed", 3 * wards, "killed.db")


def worker_is_told_to_end(server):
    """It ends after its share, and says what it did."""
    worker = subprocess.Popen(command("work", "--fleet", server.address(), "--tenant", "killed"),
                              stdout=subprocess.PIPE, text=True)
    while server.sql("fleet", "admin", "SELECT count (*) FROM pg_stat_activity WHERE"
                     " application_name = 'mdsrisk'") == "0":
        time.sleep(0.1)
    worker.send_signal(signal.SIGTERM)
    said = worker.communicate(timeout=20)[0]
    expect(worker.returncode == 0 and "0 classes" in said, f"{worker.returncode}: {said}")


def server_is_stopped(server):
    """In the middle of a batch, and started again; the run says so and goes on."""
    wards = 16
    prepare(server, "stopped", wards)
    assess = start_assess(server, "stopped")
    be = "SELECT set_config ('mdsrisk.tenant', 'stopped', false)"
    for _ in range(1000):
        done = server.sql("fleet", "fleet", be, "SELECT 'n', count (*) FROM mdsrisk.result")
        if int(done.split("|")[-1]) > 2:
            break
    server.stop(signal.SIGQUIT)
    time.sleep(1)
    server.start()
    said, errors = assess.communicate(timeout=120)
    expect(assess.returncode == 0 and "MDS2183" in errors and "MDS2191" in errors,
           f"{assess.returncode}: {said}{errors}")
    check_whole(server, "stopped", 3 * wards, "stopped.db")


def stopped_while_it_is_stored(server):
    """An inventory is stored as a whole or not at all."""
    inventory = make_inventory("cut", 1, 2000)
    small = make_inventory("small", 1, 3)
    tenant = ("--tenant", "cut")
    run("import", *small, "--fleet", server.address(), *tenant)
    before, cut = 3, 0
    for pause in (0.2, 0.35, 0.5, 0.8):
        running = subprocess.Popen(command("import", *inventory, "--fleet", server.address(),
                                           *tenant), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        time.sleep(pause)
        server.stop(signal.SIGQUIT)
        said, errors = running.communicate(timeout=60)
        server.start()
        count = server.sql("fleet", "fleet", "SELECT set_config ('mdsrisk.tenant', 'cut', false)",
                           "SELECT 'n', count (*) FROM mdsrisk.device WHERE gone = 0")
        now = int(count.split("|")[-1])
        cut += running.returncode == 2
        expect(now == 2000 or (now == before and "Stored" not in said),
               f"{now} devices: {said}{errors}")
        expect(running.returncode == 0 or "MDS218" in errors, f"{running.returncode}: {errors}")
        before = now
    expect(cut > 0, "no import was cut")
    run("import", *small, "--fleet", server.address(), *tenant)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER + "/forms")
    os.chdir(FOLDER)
    for name, path in FORMS.items():
        shutil.copy(f"{EXAMPLES}/{path}", "forms/" + name)
    run("work", "--fleet", "no.db", code=2)
    try:
        server = Server("fsync=off")
    except FileNotFoundError as reason:
        print(f"SKIP: {reason}")
        return 77
    failed = 0
    try:
        for case in (same_as_a_file, tenants_are_apart, nothing_secret_is_said, workers_are_killed,
                     worker_is_told_to_end, server_is_stopped, stopped_while_it_is_stored):
            begun = time.monotonic()
            try:
                case(server)
                print(f"{case.__name__}: {time.monotonic() - begun:.1f} s", flush=True)
            except (Failed, RuntimeError, PermissionError, subprocess.TimeoutExpired) as reason:
                print(f"FAILED {case.__name__}: {reason}", flush=True)
                failed += 1
    finally:
        server.remove()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
