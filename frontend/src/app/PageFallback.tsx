import { Stack } from "../ui/layout/Layout.tsx";
import { Skeleton, SkeletonLines } from "../ui/state/Skeleton.tsx";

/** A page on its way: a heading and some lines, so that the footer does not jump up. */
export function PageFallback() {
  return (
    <div style={{ minHeight: "100dvh", paddingTop: "var(--space-3)" }}>
      <Stack gap={3}>
        <Skeleton width="14ch" height="var(--size-page)" />
        <SkeletonLines lines={4} />
      </Stack>
    </div>
  );
}
