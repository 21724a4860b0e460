export type NavIconName = "house" | "money" | "code" | "votes" | "me";

const paths: Record<NavIconName, string> = {
  house: "M4 11v9h16v-9M2 12 12 3.5 22 12M10 20v-5.5h4V20",
  money: "M5 2.5v19l2.3-1.6 2.4 1.6 2.3-1.6 2.3 1.6 2.4-1.6L19 21.5v-19ZM8.5 8h7M8.5 12h7M8.5 16h4",
  code: "M3.5 3.5h6v6h-6ZM14.5 3.5h6v6h-6ZM3.5 14.5h6v6h-6ZM14.5 14.5h2.5v2.5h-2.5ZM20.5 14.5v6h-6",
  votes: "M4 4h16v16H4Zm4 8.3 2.8 2.8L16 8.8",
  me: "M12 3a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9ZM3.5 21c.6-4 4-6 8.5-6s7.9 2 8.5 6",
};

export function NavIcon({ name }: { name: NavIconName }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
