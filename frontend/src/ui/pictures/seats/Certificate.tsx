import { Link } from "wouter";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { QrCode } from "../../data/QrCode.tsx";
import styles from "./Certificate.module.css";
import { Rosette, type RosetteLines } from "./Rosette.tsx";

type CertificateProps = {
  seat: number;
  total: number;
  /** Drawn from the seat and how it was issued. */
  art: RosetteLines;
  name: string;
  /** UTC seconds. */
  since: number;
  /** Short account number, for those who want to check. */
  account?: string;
  /** Address of the share's page: becomes the square code. */
  url?: string;
};

export function Certificate({ seat, total, art, name, since, account, url }: CertificateProps) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={styles.wrap}>
      <article className={styles.certificate}>
        <Rosette art={art} />
        <div className={styles.words}>
          <div className={styles.title}>{t("membership.certificate.title")}</div>
          <div className={styles.number}>
            {t("membership.certificate.number", { n: String(seat).padStart(String(total).length, "0") })}{" "}
            <span className={styles.total}>{t("membership.certificate.of", { total })}</span>
          </div>
          <div className={styles.name}>
            <bdi>{name}</bdi>
          </div>
          <div className={styles.small}>
            {t("membership.certificate.equal")} · {t("membership.certificate.since", { date: format.date(since) })}
          </div>
          {account && <div className={styles.account}>{account}</div>}
        </div>
        {url && (
          <div className={styles.qr}>
            <QrCode text={url} label={t("membership.certificate.qr")} />
          </div>
        )}
      </article>
    </div>
  );
}

/** The certificate's art and number in a line, leading to its page. */
export function CertificateThumb({
  seat,
  total,
  art,
  href,
}: {
  seat: number;
  total: number;
  art: RosetteLines;
  href: string;
}) {
  const t = useText();
  return (
    <Link href={href} className={styles.thumb}>
      <Rosette art={art} size={64} />
      <span>
        <strong>{t("membership.certificate.number", { n: String(seat).padStart(String(total).length, "0") })}</strong>{" "}
        {t("membership.certificate.of", { total })}
      </span>
    </Link>
  );
}
