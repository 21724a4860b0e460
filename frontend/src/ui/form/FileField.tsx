import type { ReactNode } from "react";
import styles from "./Field.module.css";
import { Field } from "./Field.tsx";

type FileFieldProps = {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  /** What the device offers first; whoever reads the file checks it all the same. */
  accept?: string;
  disabled?: boolean;
  onFile: (file: File) => void;
};

/** The browser's own way to choose a file. The same file can be chosen again after it was changed. */
export function FileField({ label, hint, error, optional, accept, disabled, onFile }: FileFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <input
          {...control}
          type="file"
          className={styles.input}
          accept={accept}
          disabled={disabled}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file !== undefined) onFile(file);
            currentTarget.value = "";
          }}
        />
      )}
    </Field>
  );
}
