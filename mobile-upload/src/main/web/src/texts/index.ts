import { en } from "./en";
import { es } from "./es";

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;
export type Language = "en" | "es";

export const LANGUAGES: Readonly<Record<Language, Texts>> = { en, es };

export function isLanguage(value: string | null | undefined): value is Language {
  return value !== null && value !== undefined && Object.hasOwn(LANGUAGES, value);
}

/** The first of the browser's languages that there are texts for, else English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.toLowerCase().split("-")[0]).find(isLanguage) ?? "en";
}

/** Keys that have a form for one and a form for several, named without the ending. */
export type CountedKey = {
  [Key in TextKey]: Key extends `${infer Stem}.one` ? (`${Stem}.other` extends TextKey ? Stem : never) : never;
}[TextKey];

export class Speaker {
  private readonly plurals: Intl.PluralRules;

  constructor(readonly language: Language) {
    this.plurals = new Intl.PluralRules(language);
  }

  text(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
    return LANGUAGES[this.language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }

  counted(key: CountedKey, n: number, values: Readonly<Record<string, string | number>> = {}): string {
    const form = this.plurals.select(n) === "one" ? "one" : "other";
    return this.text(`${key}.${form}` as TextKey, { ...values, n });
  }

  /** A month like 2026-11 in words. */
  month(yearAndMonth: string): string {
    const [year, month] = yearAndMonth.split("-").map(Number);
    return new Intl.DateTimeFormat(this.language, { month: "long", year: "numeric" }).format(
      new Date(year!, month! - 1, 15),
    );
  }

  moment(milliseconds: number): string {
    return new Intl.DateTimeFormat(this.language, {
      weekday: "long",
      day: "numeric",
      month: "long",
      hour: "2-digit",
      minute: "2-digit",
    }).format(new Date(milliseconds));
  }

  /** A distance as a person says it: 350 m, 2.4 km. */
  distance(metres: number): string {
    if (metres < 950) {
      return this.text("hotel.metres", { distance: Math.max(50, Math.round(metres / 50) * 50) });
    }
    const kilometres = new Intl.NumberFormat(this.language, { maximumFractionDigits: metres < 10_000 ? 1 : 0 });
    return this.text("hotel.kilometres", { distance: kilometres.format(metres / 1000) });
  }
}
