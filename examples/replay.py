#!/usr/bin/env python3
"""Adds the documents of a collection one by one, in order of date, and counts how often `afterword review` names the
earlier incident at that moment, and how often it names one that nobody holds for the same failure.

    examples/replay.py --bin target/release/afterword --files DIR --chains CHAINS.json [--as-of DAY] [--every N]

CHAINS.json: {"chains": [["a.md", "b.md"]], "unsure": [["a.md", "c.md"]]}: paths below DIR; `chains` are incidents of one
failure, `unsure` are groups about which people disagree, which count neither way. `--every N` adds all documents, and
reviews every document of a chain but only each Nth of the others. Standard library only.
"""
import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if not done.stdout.strip():
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-400:])
    return json.loads(done.stdout)


def in_order(binary, folder, as_of):
    """Path and date of the first incident of each document with one, in order of date."""
    export = run([binary, "--quiet", "--as-of", as_of, "export", folder])
    days = {}
    for it in export["incidents"]:
        path = it["source"]["path"]
        days[path] = min(days.get(path, "9999"), it["date"] or "9999")
    return sorted(days, key=lambda path: (days[path], path)), days


def copy(path, source, target):
    to = os.path.join(target, path)
    os.makedirs(os.path.dirname(to), exist_ok=True)
    shutil.copyfile(os.path.join(source, path), to)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--files", required=True)
    parser.add_argument("--chains", required=True)
    parser.add_argument("--as-of", default="2026-11-30")
    parser.add_argument("--every", type=int, default=1)
    args = parser.parse_args()
    with open(args.chains, encoding="utf-8") as file:
        truth = json.load(file)
    groups = truth["chains"] + truth.get("unsure", [])
    paths, days = in_order(args.bin, args.files, args.as_of)
    place = {path: nth for nth, path in enumerate(paths)}
    work = tempfile.mkdtemp(prefix="replay-")
    base, head = os.path.join(work, "base"), os.path.join(work, "head")
    os.makedirs(base), os.makedirs(head)
    laters = hits = pairs = pair_hits = reviewed = 0
    alarms = {"stated": 0, "likely": 0, "possible": 0}
    try:
        for nth, path in enumerate(paths):
            copy(path, args.files, head)
            earlier = {it for group in truth["chains"] if path in group for it in group
                       if place.get(it, len(paths)) < nth}
            if nth and (earlier or nth % args.every == 0):
                record = run([args.bin, "--quiet", "--as-of", args.as_of, "review", head, "--base-dir", base,
                              "--format", "json", "--exit-zero"])
                named = {}
                for document in record["documents"]:
                    for incident in document["incidents"]:
                        for it in incident["earlier"]:
                            named.setdefault(it["path"], it["certainty"])
                reviewed += 1
                if earlier:
                    laters += 1
                    hits += bool(earlier & set(named))
                    pairs += len(earlier)
                    pair_hits += len(earlier & set(named))
                known = {it for group in groups if path in group for it in group}
                wrong = {certainty for it, certainty in named.items() if it not in known}
                for certainty in wrong:
                    alarms[certainty] += 1
            copy(path, args.files, base)
    finally:
        shutil.rmtree(work)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    undated = sum(1 for it in paths if days[it] == "9999")
    print(f"{os.path.basename(args.files.rstrip('/'))}: {len(paths)} documents ({undated} without a date), {reviewed} reviewed")
    print(f"  earlier incident named: {hits} of {laters} repeats; pairs named: {pair_hits} of {pairs}")
    print("  documents with a false alarm: " + ", ".join(f"{n} {kind}" for kind, n in alarms.items()))
    print(f"  CPU: {(used.ru_utime + used.ru_stime) / max(reviewed, 1):.2f} s for each review")
    return 0


if __name__ == "__main__":
    sys.exit(main())
