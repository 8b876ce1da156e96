#!/usr/bin/env python3
"""How often `afterword similar` finds the earlier incident of the same failure, and how often it answers a text of
somebody else.

    examples/seen_before.py --bin target/release/afterword --files DIR --chains CHAINS.json
                            [--foreign DIR] [--foreign-texts N] [--as-of DAY]

CHAINS.json as for `replay.py`: {"chains": [["a.md", "b.md"]]}, paths below DIR. Each later document of a chain is asked
about twice, whole and as its title and summary, with the targets of its links taken out; only documents that are earlier
by date are in the pool. `--foreign` is a folder of other collections, of which every Nth document is asked about whole
and as title and summary over the whole of DIR. Standard library only.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import tempfile

FIRST = 5


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if not done.stdout.strip():
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-400:])
    return json.loads(done.stdout)


def without_links(text):
    """`[this](../other.md)` names the answer; what is asked about is whether the text alone finds it."""
    return re.sub(r"\]\((?:[^()]|\([^)]*\))*\)", "]", re.sub(r"https?://\S+", " ", text))


def read(folder, path):
    with open(os.path.join(folder, path), encoding="utf-8", errors="replace") as file:
        return without_links(file.read())


def incidents(binary, folder, as_of):
    """The first incident of each document, by path."""
    found = {}
    for it in run([binary, "--quiet", "--as-of", as_of, "export", folder])["incidents"]:
        found.setdefault(it["source"]["path"], it)
    return found


def short(incident):
    """Title and summary, as somebody would write them into a channel."""
    return without_links("# " + incident["title"] + "\n\n" + (incident.get("summary") or "") + "\n")


class Asker:
    """Asks about texts with a folder of earlier documents as the pool."""

    def __init__(self, binary, as_of):
        self.binary, self.as_of = binary, as_of

    def __call__(self, pool, text):
        """Paths of the hits, best first."""
        with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            hits = run([self.binary, "--quiet", "--as-of", self.as_of, "similar", "--json", "--limit", str(FIRST),
                        "--content", pool, file.name])["hits"]
        return [it["id"] for it in hits]


def earlier_found(ask, args, known, chains):
    """For whole documents and for titles with summaries: questions, first hits, hits among the first five, answered."""
    order = sorted(known, key=lambda it: (known[it]["date"] or "9999", it))
    place = {path: nth for nth, path in enumerate(order)}
    counts = {"whole": [0] * 4, "title and summary": [0] * 4}
    ids = {known[path]["id"]: path for path in known}
    with tempfile.TemporaryDirectory(prefix="seen-before-") as pool:
        for nth, path in enumerate(order):
            wanted = {it for chain in chains if path in chain for it in chain if place.get(it, len(order)) < nth}
            for name, text in (("whole", read(args.files, path)), ("title and summary", short(known[path]))):
                if not wanted:
                    continue
                hits = [ids.get(it, it) for it in ask(pool, text)]
                counts[name][0] += 1
                counts[name][1] += hits[:1] != [] and hits[0] in wanted
                counts[name][2] += bool(wanted & set(hits))
                counts[name][3] += bool(hits)
            to = os.path.join(pool, path)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copyfile(os.path.join(args.files, path), to)
    return counts


def foreign_answered(ask, args):
    """Of texts of others, whole and in short: how many were asked about, and how many got an answer."""
    counts = {"whole": [0, 0], "title and summary": [0, 0]}
    own = os.path.abspath(args.files)
    for name in sorted(os.listdir(args.foreign)):
        folder = os.path.abspath(os.path.join(args.foreign, name))
        if folder == own or not os.path.isdir(folder):
            continue
        known = incidents(args.bin, folder, args.as_of)
        failures = [it for it in sorted(known) if known[it].get("kind") in (None, "incident")]
        step = max(1, len(failures) // args.foreign_texts)
        for path in failures[::step][:args.foreign_texts]:
            for key, text in (("whole", read(folder, path)), ("title and summary", short(known[path]))):
                counts[key][0] += 1
                counts[key][1] += bool(ask(args.files, text))
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--files", required=True)
    parser.add_argument("--chains", required=True)
    parser.add_argument("--foreign")
    parser.add_argument("--foreign-texts", type=int, default=5, help="of each folder in --foreign")
    parser.add_argument("--as-of", default="2026-11-30")
    args = parser.parse_args()
    with open(args.chains, encoding="utf-8") as file:
        chains = json.load(file)["chains"]
    ask = Asker(args.bin, args.as_of)
    known = incidents(args.bin, args.files, args.as_of)
    print(f"{os.path.basename(os.path.abspath(args.files))}: {len(known)} documents")
    for name, (n, first, five, answered) in earlier_found(ask, args, known, chains).items():
        print(f"  {name}: {n} questions, earlier one first {first}, among the first {FIRST} {five}, answered {answered}")
    if args.foreign:
        for name, (n, answered) in foreign_answered(ask, args).items():
            print(f"  foreign, {name}: {answered} of {n} answered")


if __name__ == "__main__":
    main()
