"""Recounts a published ballot file, alone: python3 recount.py < FILE.blt prints the elected (ADR 0012)."""

# fmt: off
import json
import sys
from fractions import Fraction
from hashlib import sha256
from itertools import combinations

lines = [line for line in sys.stdin.read().split("\n") if line]
said = [line.split(" ", 2)[1:] for line in lines if line.startswith("#: ")]
rule = {key: json.loads(value) for key, value in said if key != "candidate"}
who = [json.loads(value[value.index("{"):]) for key, value in said if key == "candidate"]
rows = [line.split() for line in lines if line[0] != "#"]
rows, seats, gone = rows[1:rows.index(["0"])], int(rows[0][1]), [n for n in rows[1] if n < "0"]
ballots = [(Fraction(row[0]), [who[int(n) - 1]["id"] for n in row[1:-1]]) for row in rows if row != gone]
stands = {each["id"]: each for n, each in enumerate(who, 1) if f"-{n}" not in gone}
lot = sorted(stands, key=lambda each: sha256(f"{rule['seed']}:{each}".encode()).digest(), reverse=True)
limits = [("patient", True, rule["patient_seats"], seats), *(("id", each, 1, 1) for each in rule["sitting"])]
limits += [("system", each, least, seats) for each, least in rule["least_per_system"].items()]
limits += [("county", one["county"], 0, rule["most_per_county"] or seats) for one in who if "county" in one]
def keeps(chosen):
    return all(a <= sum(stands[one].get(key) == value for one in chosen) <= z for key, value, a, z in limits)
def can(n, elected, still):  # n seats with elected and some of still, the others by anybody, all in limits
    some = ({*elected, *more} for more in combinations(still, n - len(elected)))
    return any(keeps({*one, *rest}) for one in some for rest in combinations({*stands} - one, seats - n))
def pick(among, extreme, history):  # by the votes of the last stage, else of those before it, else by lot
    for votes in reversed(history):
        among = [each for each in among if votes[each] == extreme(votes[other] for other in among)]
    return extreme(among, key=lot.index)
def count(n, still, first):
    piles, elected, surplus, leaving, papers, history = {each: [] for each in still}, [], [], [], ballots, []
    while len(elected) < n:
        papers = [(value, [each for each in choices if each in still]) for value, choices in papers]
        piles = {each: [*piles[each], *(one for one in papers if one[1][:1] == [each])] for each in piles}
        history.append({each: sum(value for value, _ in pile) for each, pile in piles.items()})
        quota = sum(history[0].values()) // (n + 1) + 1
        while len(elected) < n:
            leaving += [each for each in still if not can(n, [*elected, each], {*still} - {each})]
            still = [each for each in still if each not in leaving]
            over = [each for each in still if history[-1][each] >= quota]
            if not first and not over and len(still) > n - len(elected):
                break
            elected += [still.pop(still.index(first.pop(0) if first else pick(over or still, max, history)))]
            surplus += [each for each in elected[-1:] if history[-1][each] > quota]
        spare = leaving or [each for each in still if can(n, elected, {*still} - {each})] or elected
        mover = pick(surplus, max, history) if surplus and not leaving else pick(spare, min, history)
        by, kept = (1 - quota / history[-1][mover], [(quota, [])]) if mover in surplus else (1, [])
        papers, piles[mover] = [(value * by, choices) for value, choices in piles[mover]], kept
        leaving, surplus, still = ([each for each in x if each != mover] for x in (leaving, surplus, still))
    return elected
patients = [each for each in stands if stands[each].get("patient") and each not in rule["sitting"]]
held = sum(stands[each].get("patient", False) for each in rule["sitting"])
print("\n".join(count(seats, [*stands], count(rule["patient_seats"] - held, patients, []))))
