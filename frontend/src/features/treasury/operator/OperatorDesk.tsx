import type { SignedIn } from "../../../chain/session/session.ts";
import type { Roles } from "../../../chain/treasury/roles.ts";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { OwnRequests } from "./OwnRequests.tsx";
import { PayeeList } from "./PayeeList.tsx";
import { RequestForm } from "./RequestForm.tsx";
import { Takings } from "./Takings.tsx";
import { TeamList } from "./TeamList.tsx";

/** Where the operator and those of the team who may ask for payments work. */
export function OperatorDesk({ session, roles }: { session: SignedIn; roles: Roles }) {
  return (
    <Stack gap={4}>
      <OwnRequests account={session.account} />
      <RequestForm session={session} />
      <Takings account={session.account} />
      {roles.operator && (
        <>
          <PayeeList session={session} />
          <TeamList account={session.account} />
        </>
      )}
    </Stack>
  );
}
