import type { SignedIn } from "../../../chain/session/session.ts";
import type { Roles } from "../../../chain/treasury/roles.ts";
import { OpenQuestions } from "../../../parts/questions/OpenQuestions.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { OwnRequests } from "./OwnRequests.tsx";
import { PayeeList } from "./PayeeList.tsx";
import { PriceDesk } from "./prices/PriceDesk.tsx";
import { RequestForm } from "./RequestForm.tsx";
import { Takings } from "./Takings.tsx";
import { TeamList } from "./TeamList.tsx";

/** Where the operator and the team work: each sees what they may do. */
export function OperatorDesk({ session, roles }: { session: SignedIn; roles: Roles }) {
  return (
    <Stack gap={4}>
      {roles.asks && (
        <>
          <OpenQuestions />
          <OwnRequests account={session.account} />
          <RequestForm session={session} />
          <Takings account={session.account} />
        </>
      )}
      {roles.counter && <PriceDesk session={session} />}
      {roles.operator && (
        <>
          <PayeeList session={session} />
          <TeamList account={session.account} />
        </>
      )}
    </Stack>
  );
}
