import { Stack } from "../ui/layout/Layout.tsx";
import { Skeleton, SkeletonLines } from "../ui/state/Skeleton.tsx";
import styles from "./PageFallback.module.css";

/** A page on its way: a heading and some lines, so that the footer does not jump up. */
export function PageFallback() {
  return (
    <div className={styles.page}>
      <Stack gap={3}>
        <Skeleton size="title" />
        <SkeletonLines lines={4} />
      </Stack>
    </div>
  );
}
