#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws devices and writes what the reference program of risk model RM-2 makes of them.

usage: draw_devices.py REFERENCE_DIR CATALOG_DIR SEED COUNT > drawn_devices.tsv

The tests read the table; nothing else needs this program. One device a line, parted by tabs: forms
("edition:answers", one letter a question with a choice of answers, parted by "+"), deployment, records,
findings, then the numbers."""
import datetime
import random
import sys

sys.path.insert(0, sys.argv[1])
import rm2  # noqa: E402

AS_OF = datetime.date(2026, 11, 20)
EDITIONS = ["mds2-2019", "jp-mds-4.1", "jp-mds-3.0a", "jp-mds-2.0", "checklist-r7-vendor"]
STATES = {"y": "yes", "n": "no", "a": "na", "s": "see_note", "u": "unanswered"}
STYLES = {"mixed": (4, 4, 1, 1, 1), "yes": (9, 1, 0, 0, 0), "no": (1, 9, 0, 0, 0), "few": (0.03, 0.03, 0, 0, 1)}


def main():
    rnd = random.Random(int(sys.argv[3]))
    cat = rm2.Catalog(sys.argv[2])
    print("# devices drawn by draw_devices.py, seed %s; as of %s" % (sys.argv[3], AS_OF))
    for _ in range(int(sys.argv[4])):
        forms, texts = [], []
        for edition in rnd.sample(EDITIONS, rnd.choice([1, 1, 2])):
            weights = STYLES[rnd.choice(["mixed", "mixed", "yes", "no", "few"])]
            answers, letters = [], ""
            for question, record in cat.form(edition).items():
                if record["question_kind"] == "choice":
                    letter = rnd.choices("ynasu", weights)[0]
                    letters += letter
                    answers.append({"question": question, "answer": STATES[letter]})
            forms.append({"edition": edition, "answers": answers})
            texts.append(edition + ":" + letters)
        eos = rnd.choice([None, rnd.randint(-3000, 1000)])
        context = {"clinical_profile": rnd.choice(sorted(rm2.PROFILE)), "network_zone": rnd.choice(sorted(cat.zone)),
                   "data_volume": rnd.choice(sorted(rm2.VOLUME)), "country": rnd.choice(["jp", "us", "other"]),
                   "hospital_rate_factor": rnd.choice([1, 1, 0.5, 2])}
        if eos is not None:
            context["end_of_support"] = str(AS_OF + datetime.timedelta(days=eos))
        zone_basis = rnd.random() < 0.5
        if zone_basis:
            context["network_zone_basis"] = {"by": "b", "on": "2026-02-20", "evidence": "e"}
        records, record_texts = [], []
        for kind in sorted(cat.comp):
            if rnd.random() < 0.4:
                how = rnd.choice(["in_place", "in_place", "partial", "none"])
                shown = rnd.choice(["self_declared", "documented", "verified"])
                records.append({"kind": kind, "implementation": how, "assurance": shown, "constraint": "c",
                                "objective": "o", "risk_covered": "r", "owner": "w", "evidence": "e",
                                "validated": "2026-01-01", "expires": "2027-01-01"})
                record_texts.append("%s:%s:%s" % (kind, how, shown))
        findings, finding_texts = [], []
        usable = sorted(f for f in cat.facts if not f.startswith("deployed-"))
        for fact in rnd.sample(usable, rnd.choice([0, 0, 3, 8])):
            state, shown = rnd.random() < 0.5, rnd.choice(["self_declared", "documented", "verified"])
            seen, basis = rnd.random() < 0.8, rnd.random() < 0.5
            finding = {"fact": fact, "state": state, "assurance": shown}
            if seen:
                finding["evidence"] = "e"
            if basis:
                finding.update(by="b", on="2026-02-20")
            findings.append(finding)
            finding_texts.append("%s:%d:%s:%d:%d" % (fact, state, shown, seen, basis))
        context.update(compensating_controls=records, verified_facts=findings)
        dev, _, _, _ = rm2.judge(cat, forms, rm2.norm_context(cat, context, AS_OF), AS_OF)
        print("\t".join(["+".join(texts), context["clinical_profile"], context["network_zone"], context["data_volume"],
                         context["country"], str(context["hospital_rate_factor"]), "-" if eos is None else str(eos),
                         str(int(zone_basis)), ",".join(record_texts) or "-", ",".join(finding_texts) or "-",
                         rm2.VERD[dev["verdict"]], str(dev["gate"]), dev["patch"]]
                        + ["%.12g" % x for x in (dev[0]["rrf"], dev[1]["rrf"], dev[2]["rrf"], dev["sure"], dev[2]["mean"],
                                                  dev[2]["second"], dev["best_rrf"], dev["share"])]))


main()
