// Answers, as JSON, how this Node's Intl formats what a test asks for on stdin.
import { readFileSync } from "node:fs";

const ask = JSON.parse(readFileSync(0, "utf8"));

const dateOptions = {
  long: { dateStyle: "long" },
  medium: { dateStyle: "medium" },
  short: { dateStyle: "short" },
  monthYear: { year: "numeric", month: "long" },
  dayMonth: { month: "long", day: "numeric" },
  time: { timeStyle: "short" },
  longTime: { dateStyle: "long", timeStyle: "short" },
  mediumTime: { dateStyle: "medium", timeStyle: "short" },
  shortTime: { dateStyle: "short", timeStyle: "short" },
};

// dates returns an object of style to formatted instants.
function dates(locale) {
  return Object.fromEntries(
    Object.entries(dateOptions).map(([style, options]) => {
      const f = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC", calendar: "gregory" });
      return [style, ask.seconds.map((s) => f.format(s * 1000))];
    }),
  );
}

// decimals returns the plural category of numbers as written, "1.0" included.
function decimals(locale) {
  return ask.decimals.map((text) => {
    const digits = text.split(".")[1].length;
    return new Intl.PluralRules(locale, { minimumFractionDigits: digits }).select(Number(text));
  });
}

function answer(locale) {
  const number = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(locale);
  const list = new Intl.ListFormat(locale);
  const names = new Intl.DisplayNames(locale, { type: "language" });
  return {
    dates: dates(locale),
    numbers: ask.numbers.map((n) => number.format(BigInt(n))),
    counts: ask.counts.map((n) => plural.select(n)),
    decimals: decimals(locale),
    categories: plural.resolvedOptions().pluralCategories,
    lists: ask.lists.map((items) => list.format(items)),
    names: ask.names.map((tag) => names.of(tag)),
    sorted: [...ask.words].sort(new Intl.Collator(locale).compare),
  };
}

process.stdout.write(
  JSON.stringify({
    cldr: process.versions.cldr,
    locales: Object.fromEntries(ask.locales.map((locale) => [locale, answer(locale)])),
  }),
);
