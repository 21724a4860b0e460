import { useContext } from "react";
import { useText } from "../../i18n/text.ts";
import { Stack } from "../layout/Layout.tsx";
import { BehindFallback } from "../layout/PageHeader.tsx";
import styles from "./PageFallback.module.css";
import { Skeleton, SkeletonLines } from "./Skeleton.tsx";

/** A page on its way: a heading and some lines, so that the footer does not jump up. */
export function PageFallback() {
  const t = useText();
  const Heading = useContext(BehindFallback) ? "p" : "h1";
  return (
    <div className={styles.page}>
      <Stack gap={3}>
        <Heading>
          <span className="visually-hidden">{t("ui.loading")}</span>
          <Skeleton size="title" />
        </Heading>
        <SkeletonLines lines={4} />
      </Stack>
    </div>
  );
}
