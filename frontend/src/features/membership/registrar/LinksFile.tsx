import { csv } from "#protocol/house/csv.ts";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { download } from "../../../ui/form/download.ts";
import { linkOf } from "./linkOf.ts";
import type { Entry } from "./register.ts";

/** Links as a table, to be sent by whatever means. */
export function LinksFile({ entries }: { entries: readonly Entry[] }) {
  const t = useText();
  const take = () => {
    const head = [t("membership.desk.name"), t("membership.desk.contact"), t("membership.desk.theLink")];
    const rows = entries.map((entry) => [entry.name, entry.contact, linkOf(location.origin, entry.secret)]);
    download(csv([head, ...rows]), "links.csv", "text/csv;charset=utf-8");
  };
  return (
    <Button look="quiet" onClick={take}>
      {t("membership.desk.linksFile", { n: entries.length })}
    </Button>
  );
}
