import { useCallback, useRef, useState } from "react";
import { useHouse } from "../../../chain/node/house.ts";
import { type Entry, type Register, withEntries } from "./register.ts";
import { keepRegister, makeSureOfRoom, type RegisterLock, sealRegister } from "./registerFile.ts";

export interface OpenRegister {
  register: Register;
  /** Throws where the register would find no room with these people in it: asked before anybody else hears of them. */
  makeSureOfRoom(changed: readonly Entry[]): Promise<void>;
  /**
   * Writes people in, and keeps the register sealed in this browser before it says so. What finds no room stays here as
   * long as the desk is open, and is in its file.
   */
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
  const found = useCallback((room: Promise<void>) => {
    return room.catch((error: unknown) => {
      setFull(true);
      throw error;
    });
  }, []);
  const makeSure = useCallback(
    async (changed: readonly Entry[]) => {
      const file = await sealRegister(lock, withEntries(latest.current, changed));
      await found(makeSureOfRoom(houseId, file));
    },
    [houseId, lock, found],
  );
  const write = useCallback(
    async (changed: readonly Entry[]) => {
      latest.current = withEntries(latest.current, changed);
      try {
        await found(keepRegister(houseId, await sealRegister(lock, latest.current)));
        setFull(false);
      } finally {
        // Not sooner: whoever sees somebody in it may shut the page.
        setRegister(latest.current);
      }
    },
    [houseId, lock, found],
  );
  return { register, makeSureOfRoom: makeSure, write, isFull, file: () => sealRegister(lock, latest.current) };
}
