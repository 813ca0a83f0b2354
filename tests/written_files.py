"""Claim files as people write them: seeded, of every layout that YAML allows and none that means anything else."""

import random

KINDS = ("energy", "power", "count", "throughput", "share")
VALUES = {
    "energy": ("1,287 MWh", "about 25 kWh", "25.0 kilowatt hours", "4..5 GJ", "약 433MWh"),
    "power": ("312 W", "at least 1.50 kW", "300 +- 5 W"), "count": ("6", "12 months", "10만 명"),
    "throughput": ("900 tokens per second", "3.30 token/s", "1e6 requests/s"), "share": ("31 %", "7 of 10", "절반"),
}  # fmt: skip
NOTES = ("plain words", "it's so: mostly", "a # no comment", "두 줄 이상", "yes", "a, b and {c}")


class Writer:
    """Writes one file with the seed's choice of indentation, quotes, order, comments and blank lines."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.step = self.chance.choice((1, 2, 2, 3, 4))
        self.lines, self.comments = [], 0

    def maybe(self, share):
        return self.chance.random() < share

    def comment(self):
        self.comments += 1
        return f"# c{self.comments:04}"

    def behind(self):
        return " " * self.chance.randint(1, 9) + self.comment() if self.maybe(0.15) else " " * self.chance.choice((0, 0, 0, 2))

    def above(self, depth):
        for _ in range(self.chance.choice((0, 0, 0, 0, 1, 2))):
            self.lines.append("" if self.maybe(0.5) else " " * depth + self.comment())

    def scalar(self, text, flow=False):
        needs = any(sign in text for sign in (": ", " #", "{", "'")) or (flow and any(sign in text for sign in ",[]{}:"))
        if needs or self.maybe(0.15):
            return f'"{text}"' if "'" in text or self.maybe(0.5) else f"'{text}'"
        return text

    def flow(self, pairs):
        comma = self.chance.choice((", ", ",  ", " , "))
        inside = comma.join(f"{key}: {self.inline(value)}" for key, value in pairs)
        space = self.chance.choice(("", "", " "))
        return "{" + space + inside + space + "}"

    def inline(self, value):
        if isinstance(value, list):
            return self.flow(self.shuffled(value))
        return value if value[0] in "{[" else self.scalar(value, True)

    def shuffled(self, pairs):
        pairs = list(pairs)
        if self.maybe(0.6):
            self.chance.shuffle(pairs)
        return pairs

    def put(self, depth, key, value):
        self.above(depth)
        start = " " * depth + key + ":"
        if isinstance(value, list):
            value = self.shuffled(value)
            if self.maybe(0.4):
                self.lines.append(f"{start} {self.flow(value)}{self.behind()}")
                return
            self.lines.append(start + self.behind())
            inner = depth + self.step
            for name, one in value:
                self.put(inner, name, one)
        elif key in ("notes", "note", "statement") and self.maybe(0.3):
            style = self.chance.choice(("|", ">-", ">", "|-"))
            self.lines.append(f"{start} {style}{self.behind()}")
            self.lines += [" " * (depth + self.step) + line for line in (value, "", f"and more of {key}")]
            if self.maybe(0.3):
                self.lines.append("")
        elif self.maybe(0.03):
            inline = value if value[:1] in "{[" else self.scalar(value)
            self.lines += [start + (" " + self.comment() if self.maybe(0.3) else ""), " " * (depth + 1 + self.step) + inline + self.behind()]
        elif key == "statement" and self.maybe(0.2):
            self.lines += [f"{start} {value}", " " * (depth + self.step) + "over two lines" + self.behind()]
        else:
            self.lines.append(f"{start} {value if value[:1] in '{[' else self.scalar(value)}{self.behind()}")

    def claim(self, number):
        kind = self.chance.choice(KINDS)
        pairs = [("statement", f"Statement {number} says so."), ("kind", kind), ("subject", self.chance.choice(("bloom", "gpt3", "A 100"))),
                 ("value", self.chance.choice(VALUES[kind]))]  # fmt: skip
        more = [
            ("quote", self.chance.choice(("약 25t", "1287MWh"))), ("at", str(number)), ("part", "body"), ("period", "2022..2024"),
            ("speaker", "not stated"), ("via", "[one, two]"), ("status", "measured"), ("digits", "2"), ("notes", self.chance.choice(NOTES)),
            ("conditions", [("pue", "1.10"), ("location", "{value: France, at: 3}"), ("rest", "not stated")]),
            ("review", [("note", self.chance.choice(NOTES)), ("verdict", "unclear"), ("by", "desk"), ("on", "2026-01-01")]),
        ]  # fmt: skip
        pairs += self.chance.sample(more, self.chance.randint(0, len(more)))
        if number and self.maybe(0.3):
            pairs.append(("equals", f"claim_{number - 1} * 2"))
        return pairs

    def file(self):
        if self.maybe(0.3):
            self.lines += [self.comment(), ""]
        heads = [("factcheck", "1"), ("title", self.chance.choice(NOTES)), ("source", "somewhere"), ("conditions", [("rest", "not stated"), ("gas", "CO2e")])]
        number = self.chance.randint(1, 5)
        for key, value in self.shuffled(heads[: self.chance.randint(1, 4)]):
            self.put(0, key, value)
        self.above(0)
        self.lines.append("claims:" + self.behind())
        for claim in range(number):
            self.put(self.step, f"claim_{claim}", self.claim(claim))
        if self.maybe(0.3):
            self.lines.append(" " * (2 * self.step) + self.comment())
        if self.maybe(0.4):
            self.put(0, "relations", [("by_size", "{order: [claim_0, claim_0]}"), ("same_as", "{same: [ claim_0,claim_0]}")])
        if self.maybe(0.4):
            self.lines.append("waivers:" + self.behind())
            dash = " " * self.chance.choice((0, 2, 3)) + "-" + " " * self.chance.choice((1, 3))
            waiver = [("claim", "claim_0"), ("rule", "unreviewed"), ("reason", "told: so")]
            for _ in range(self.chance.randint(1, 2)):
                self.above(dash.index("-"))
                if self.maybe(0.5):
                    self.lines.append(dash + self.flow(self.shuffled(waiver)) + self.behind())
                    continue
                for place, (key, value) in enumerate(self.shuffled(waiver)):
                    self.lines.append((" " * len(dash) if place else dash) + f"{key}: {self.scalar(value)}" + self.behind())
        if self.maybe(0.3):
            self.lines.append("skip: [{at: 3, quote: 68%}]" + self.behind())
        if self.maybe(0.2):
            self.lines += ["", self.comment(), ""]
        end = "\r\n" if self.maybe(0.15) else "\n"
        return ("\ufeff" if self.maybe(0.1) else "") + end.join(self.lines) + (end if self.maybe(0.9) else "")


def generated(seed):
    """One claim file; the same seed gives the same one."""
    return Writer(seed).file()
