import { buildModule } from "@nomicfoundation/ignition-core";
import { partContracts } from "#protocol/abi/parts.ts";

/**
 * The whole house, in the order in which each contract needs the ones before it. `seal` is the deployer's last act and
 * the end of its only power: until then nothing works, after it nothing can be rewired. Parameters: `houseParameters.ts`.
 */
export const House = buildModule("House", (m) => {
  const token = m.getParameter<string>("token");
  const Registry = m.contract("Registry", [
    token,
    m.getParameter("figures"),
    m.getParameter("operator"),
    m.getParameter("registrar"),
  ]);
  const Share = m.contract("Share", [
    Registry,
    m.getParameter("shareName"),
    m.getParameter("shareSymbol"),
    m.getParameter("seatPages"),
  ]);
  const HouseGovernor = m.contract("HouseGovernor", [Registry, Share]);
  // The governor makes its timelock in its own constructor, so that no key exists at any moment.
  const Timelock = m.contractAt("HouseTimelock", m.staticCall(HouseGovernor, "timelock"), { id: "Timelock" });
  const Decisions = m.contract("Decisions", [Registry]);
  const Proposals = m.contract("Proposals", [Registry, Share]);
  const Persons = m.contract("Persons", [Registry, Share]);
  const Admission = m.contract("Admission", [Registry, Persons, m.getParameter("criteriaHash")]);
  const Exit = m.contract("Exit", [Registry, token, Share, Persons, Admission]);
  const Roster = m.contract("Roster", [Registry, Share]);
  const DrandBeacon = m.contract("DrandBeacon", [
    Registry,
    Roster,
    m.getParameter("beaconNetwork"),
    m.getParameter("settle"),
  ]);
  const Elections = m.contract("Elections", [Registry, Share, Roster, DrandBeacon]);
  const Journal = m.contract("Journal", [Registry, Roster]);
  const Budgets = m.contract("Budgets", [Registry, Roster, m.getParameter("categories"), m.getParameter("limits")]);
  const Treasury = m.contract("Treasury", [Registry, token, Journal, Budgets]);
  const Team = m.contract("Team", [Registry, Persons]);
  const Payments = m.contract("Payments", [Registry, Share, Persons, Roster, Budgets, Treasury, Team]);
  const Reports = m.contract("Reports", [Registry, Share, Roster, Journal, Budgets]);
  const Voucher = m.contract("Voucher", [
    Registry,
    m.getParameter("voucherName"),
    m.getParameter("voucherSymbol"),
    m.getParameter("decimals"),
    m.getParameter("voucherPassable"),
  ]);
  const Terminals = m.contract("Terminals", [Registry, Share, Roster]);
  const Counter = m.contract("Counter", [Registry, Voucher, Journal, Terminals, m.getParameter("dayOffset")]);
  const Pockets = m.contract("Pockets", [Registry, Voucher, Counter]);
  const ExactPayments = m.contract("ExactPayments", [Registry, Voucher, Persons, Terminals, Counter]);
  const Corrections = m.contract("Corrections", [Registry, Persons, Team, Terminals, Counter, ExactPayments]);
  const Closings = m.contract("Closings", [Registry, Persons, Team, Terminals, Counter, ExactPayments, Corrections]);
  const Rounds = m.contract("Rounds", [
    Registry,
    token,
    Share,
    Persons,
    Admission,
    Roster,
    Journal,
    Voucher,
    m.getParameter("foundingTerms"),
  ]);
  const BuyBack = m.contract("BuyBack", [Registry, Share, Exit, Treasury, Voucher]);
  const Donations = m.contract("Donations", [Registry, token, Persons, Journal]);

  const parts = {
    Timelock,
    HouseGovernor,
    Decisions,
    Proposals,
    Share,
    Persons,
    Admission,
    Exit,
    Roster,
    DrandBeacon,
    Elections,
    Journal,
    Budgets,
    Treasury,
    Team,
    Payments,
    Reports,
    Voucher,
    Terminals,
    Counter,
    Pockets,
    ExactPayments,
    Corrections,
    Closings,
    Rounds,
    BuyBack,
    Donations,
  };
  m.call(Registry, "seal", [partContracts.map((name) => parts[name])]);
  return { Registry, ...parts };
});
