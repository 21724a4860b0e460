import { useCallback, useRef, useState } from "react";
import { useHouse } from "../../../chain/node/house.ts";
import { type Entry, type Register, withEntries } from "./register.ts";
import { keepRegister, type RegisterLock, sealRegister } from "./registerFile.ts";

export interface OpenRegister {
  register: Register;
  /** Writes people in, and keeps the register sealed in this browser before it says so. */
  write(changed: readonly Entry[]): Promise<void>;
  /** What was written last could not be kept here. */
  isFull: boolean;
  /** The sealed file as it is kept now. */
  file(): Promise<string>;
}

/** The register while the desk is open. */
export function useRegister(opened: { register: Register; lock: RegisterLock }): OpenRegister {
  const { houseId } = useHouse().deployment;
  const { lock } = opened;
  const [register, setRegister] = useState(opened.register);
  /** What was written last: two changes in one breath must not lose one another. */
  const latest = useRef(opened.register);
  const [isFull, setFull] = useState(false);
  const write = useCallback(
    async (changed: readonly Entry[]) => {
      latest.current = withEntries(latest.current, changed);
      const file = await sealRegister(lock, latest.current);
      await keepRegister(houseId, file).catch((error: unknown) => {
        setFull(true);
        throw error;
      });
      setFull(false);
      setRegister(latest.current);
    },
    [houseId, lock],
  );
  return { register, write, isFull, file: () => sealRegister(lock, latest.current) };
}
