import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { useSession } from "../chain/session/session.ts";
import { type Language, languageNames, languages } from "../i18n/language.ts";
import { chooseLanguage } from "../i18n/load.ts";
import { type MessageKey, useLanguage, useText } from "../i18n/text.ts";
import { cx } from "../ui/cx.ts";
import { StirredCup } from "../ui/pictures/vessels/StirredCup.tsx";
import { Late, latePart } from "../ui/state/latePart.tsx";
import { looks, useLook } from "./deviceChoice.ts";
import { NavIcon, type NavIconName } from "./NavIcon.tsx";
import styles from "./Shell.module.css";

type NavPlace = { href: string; word: MessageKey & `shell.${string}` };

const main: readonly (NavPlace & { icon: NavIconName })[] = [
  { href: "/", word: "shell.house", icon: "house" },
  { href: "/money", word: "shell.money", icon: "money" },
  { href: "/code", word: "shell.code", icon: "code" },
  { href: "/votes", word: "shell.votes", icon: "votes" },
  { href: "/me", word: "shell.me", icon: "me" },
];

const more: readonly NavPlace[] = [
  { href: "/tables", word: "shell.tables" },
  { href: "/rounds", word: "shell.rounds" },
  { href: "/donations", word: "shell.donations" },
  { href: "/oversight", word: "shell.oversight" },
  { href: "/prices", word: "shell.prices" },
];

type ShellProps = {
  /** The practice network's clock and desk; nothing elsewhere. */
  banner?: ReactNode;
  /** What is still being recorded, and who is signed in. */
  status?: ReactNode;
  /** What who is signed in has to do first. */
  duty?: ReactNode;
  children: ReactNode;
};

/** The main words: who is signed in has the code among them, one tap from every page. */
function usePlaces() {
  const isSignedIn = useSession().kind !== "none";
  return isSignedIn ? main : main.filter(({ href }) => href !== "/code");
}

/** What stays around every page: skip link, bar above, main words (below on the phone, above on the desktop), foot. */
export function Shell({ banner, status, duty, children }: ShellProps) {
  const t = useText();
  const places = usePlaces();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t("shell.skip")}
      </a>
      <Header status={status} />
      {duty}
      {banner}
      <main id="content" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <Footer />
      <nav className={styles.bottom} aria-label={t("shell.nav")} data-print="no">
        {places.map((place) => (
          <NavLink key={place.href} {...place} className={styles.tab}>
            <NavIcon name={place.icon} />
          </NavLink>
        ))}
      </nav>
    </div>
  );
}

/** Few ask for it, and nobody at first. */
const helpSheet = latePart(async () => (await import("./HelpSheet.tsx")).HelpSheet);

function Header({ status }: { status?: ReactNode }) {
  const t = useText();
  const places = usePlaces();
  const [help, setHelp] = useState(false);
  return (
    <header className={styles.header} data-print="no">
      <div className={styles.bar}>
        <Link href="/" className={styles.wordmark}>
          <StirredCup size={32} />
          <bdi className={styles.name}>{t("shell.name")}</bdi>
        </Link>
        <nav className={styles.top} aria-label={t("shell.nav")}>
          {places.map((place) => (
            <NavLink key={place.href} {...place} className={styles.word} />
          ))}
          <More />
        </nav>
        <div className={styles.tools}>
          {status}
          <LanguageChoice />
          <span className={styles.wide}>
            <LookButton />
          </span>
          <button
            type="button"
            className={styles.tool}
            aria-label={t("shell.help")}
            title={t("shell.help")}
            onClick={() => setHelp(true)}
          >
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <circle cx="12" cy="12" r="10" />
              <path d="M9.2 9.3a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.1-1.5 2.2m0 3v.01" />
            </svg>
          </button>
        </div>
      </div>
      {help && <Late of={helpSheet} props={{ onClose: () => setHelp(false) }} />}
    </header>
  );
}

function NavLink({ href, word, className, children }: NavPlace & { className?: string; children?: ReactNode }) {
  const t = useText();
  const [location] = useLocation();
  const here = href === "/" ? location === "/" : location === href || location.startsWith(`${href}/`);
  return (
    <Link href={href} className={cx(className, here && styles.here)} aria-current={here ? "page" : undefined}>
      {children}
      <span>{t(word)}</span>
    </Link>
  );
}

function More() {
  const t = useText();
  const [location] = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);

  // Closed by arriving somewhere, by Escape and by a click elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the location is the reason
  useEffect(() => {
    const element = menu.current;
    if (element === null) return;
    element.open = false;
    const away = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !element.contains(event.target as Node))
        element.open = false;
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", away);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", away);
    };
  }, [location]);

  return (
    <details ref={menu} className={styles.more}>
      <summary className={styles.word}>{t("shell.more")}</summary>
      <ul>
        {more.map((place) => (
          <li key={place.href}>
            <NavLink {...place} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function LanguageChoice() {
  const t = useText();
  const language = useLanguage();
  return (
    <select
      className={styles.language}
      aria-label={t("shell.language")}
      value={language}
      onChange={(event) => void chooseLanguage(event.target.value as Language)}
    >
      {languages.map((name) => (
        <option key={name} value={name} lang={name}>
          {languageNames[name]}
        </option>
      ))}
    </select>
  );
}

function LookButton({ words = false }: { words?: boolean }) {
  const t = useText();
  const [look, setLook] = useLook();
  const label = `${t("shell.look")}: ${t(`shell.look.${look}`)}`;
  return (
    <button
      type="button"
      className={cx(styles.tool, words && styles.worded)}
      aria-label={label}
      title={label}
      onClick={() => setLook(looks[(looks.indexOf(look) + 1) % looks.length] ?? "auto")}
    >
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        {look === "auto" && <path d="M12 3a9 9 0 0 1 0 18Z" className={styles.filled} />}
        {look === "dark" && <circle cx="12" cy="12" r="9" className={styles.filled} />}
      </svg>
      {words && <span>{label}</span>}
    </button>
  );
}

function Footer() {
  const t = useText();
  return (
    <footer className={styles.footer} data-print="no">
      <nav aria-label={t("shell.more")}>
        <ul>
          {more.map((place) => (
            <li key={place.href}>
              <Link href={place.href}>{t(place.word)}</Link>
            </li>
          ))}
          {/* On a phone the head has no room for it beside one's name. */}
          <li className={styles.narrow}>
            <LookButton words />
          </li>
          <li>
            {/* A page without a program: it must be there when nothing else is. */}
            <a href="/imprint.html">{t("shell.imprint")}</a>
          </li>
        </ul>
      </nav>
    </footer>
  );
}
