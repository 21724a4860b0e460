import { useState } from "react";
import type { SignedIn } from "../../../chain/session/session.ts";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { AddPeople } from "./AddPeople.tsx";
import { HandOnRegister } from "./HandOnRegister.tsx";
import { OpenRegisterForm } from "./OpenRegisterForm.tsx";
import { PeopleList } from "./PeopleList.tsx";
import type { Register } from "./register.ts";
import type { RegisterLock } from "./registerFile.ts";
import { Unkept } from "./Unkept.tsx";
import { useRegister } from "./useRegister.ts";

/** Where the registrar brings people in: the register is opened first, and shut with the page. */
export function RegistrarDesk({ session }: { session: SignedIn }) {
  const [opened, setOpened] = useState<{ register: Register; lock: RegisterLock }>();
  if (opened === undefined) return <OpenRegisterForm onOpened={setOpened} />;
  return <OpenDesk opened={opened} session={session} />;
}

function OpenDesk({ opened, session }: { opened: { register: Register; lock: RegisterLock }; session: SignedIn }) {
  const open = useRegister(opened);
  return (
    <Stack gap={4}>
      {open.isFull && <Unkept />}
      <AddPeople open={open} session={session} />
      <PeopleList open={open} session={session} />
      <HandOnRegister open={open} />
    </Stack>
  );
}
