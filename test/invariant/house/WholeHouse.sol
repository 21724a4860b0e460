// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IDonations} from "../../../contracts/commons/IDonations.sol";
import {IBuyBack} from "../../../contracts/funding/IBuyBack.sol";
import {IRounds} from "../../../contracts/funding/IRounds.sol";
import {IProposals} from "../../../contracts/governance/IProposals.sol";
import {IWiring} from "../../../contracts/governance/IWiring.sol";
import {IRegistry} from "../../../contracts/lib/IRegistry.sol";
import {IAdmission} from "../../../contracts/membership/IAdmission.sol";
import {IExit} from "../../../contracts/membership/IExit.sol";
import {IPersons} from "../../../contracts/membership/IPersons.sol";
import {IShare} from "../../../contracts/membership/IShare.sol";
import {IBeacon} from "../../../contracts/oversight/IBeacon.sol";
import {IElections} from "../../../contracts/oversight/IElections.sol";
import {IRoster} from "../../../contracts/oversight/IRoster.sol";
import {IBudgets} from "../../../contracts/treasury/IBudgets.sol";
import {IJournal} from "../../../contracts/treasury/IJournal.sol";
import {IPayments} from "../../../contracts/treasury/IPayments.sol";
import {ITeam} from "../../../contracts/treasury/ITeam.sol";
import {ITreasury} from "../../../contracts/treasury/ITreasury.sol";
import {ICorrections} from "../../../contracts/voucher/ICorrections.sol";
import {ICounter} from "../../../contracts/voucher/ICounter.sol";
import {IPockets} from "../../../contracts/voucher/IPockets.sol";
import {ITerminals} from "../../../contracts/voucher/ITerminals.sol";
import {IVoucher} from "../../../contracts/voucher/IVoucher.sol";
import {BlsSigner} from "./BlsSigner.sol";
import {vm} from "./Vm.sol";

/// @notice A real house, wired as a deployment wires it, only small: three chairs, twelve members at most.
abstract contract WholeHouse {
    uint128 public constant PRICE = 1000e6;
    /// @dev Fewer than there are people, so that the last place is taken and another one refused.
    uint32 public constant MOST_MEMBERS = 11;
    uint8 public constant CHAIRS = 3;
    /// @dev So high that money runs out before the budgets do.
    uint16 public constant RESERVE_BPS = 9000;
    uint128 public constant VOTE_THRESHOLD = 400e6;
    uint256 public constant APPROVALS = 2;
    bytes32 public constant TERMS_HASH = keccak256("the founding terms");

    IMoney public token;
    IWiring public registry;
    IShare public share;
    IGovernor public governor;
    address public decisions;
    address public exactPayments;
    ICorrections public corrections;
    address public closings;
    IProposals public proposals;
    IPersons public persons;
    IAdmission public admission;
    IExit public exit;
    IRoster public roster;
    IBeacon public beacon;
    IElections public elections;
    IJournal public journal;
    IBudgets public budgets;
    ITreasury public treasury;
    ITeam public team;
    IPayments public payments;
    address public reports;
    IVoucher public voucher;
    ITerminals public terminals;
    ICounter public counter;
    IPockets public pockets;
    IRounds public rounds;
    IBuyBack public buyBack;
    IDonations public donations;

    error CreationFailed(string name);

    address public operator;

    constructor(address registrar, address operator_) {
        // Some day of the present, not 1970.
        vm.warp(1_800_000_000);
        operator = operator_;
        token = IMoney(_create("TestToken.sol:TestToken", abi.encode("Money", "M", uint8(6), type(uint128).max)));
        registry = IWiring(_create("Registry.sol:Registry", abi.encode(token, _figures(), operator, registrar)));
        share = IShare(_create("Share.sol:Share", abi.encode(registry, "Share", "S", "")));
        persons = IPersons(_create("Persons.sol:Persons", abi.encode(registry, share)));
        governor = IGovernor(_create("HouseGovernor.sol:HouseGovernor", abi.encode(registry, share)));
        decisions = _create("Decisions.sol:Decisions", abi.encode(registry));
        proposals = IProposals(_create("Proposals.sol:Proposals", abi.encode(registry, share)));
        admission = IAdmission(_create("Admission.sol:Admission", abi.encode(registry, persons, TERMS_HASH)));
        exit = IExit(_create("Exit.sol:Exit", abi.encode(registry, token, share, persons, admission)));
        roster = IRoster(_create("Roster.sol:Roster", abi.encode(registry, share)));
        IBeacon.NetworkTerms memory network = IBeacon.NetworkTerms(BlsSigner.key(), 1, 3);
        beacon = IBeacon(
            _create("DrandBeacon.sol:DrandBeacon", abi.encode(registry, roster, network, uint32(1 hours)))
        );
        elections = IElections(_create("Elections.sol:Elections", abi.encode(registry, share, roster, beacon)));
        journal = IJournal(_create("Journal.sol:Journal", abi.encode(registry, roster)));
        (uint16[] memory categories, uint128[] memory limits) = firstBudget();
        budgets = IBudgets(_create("Budgets.sol:Budgets", abi.encode(registry, roster, categories, limits)));
        treasury = ITreasury(_create("Treasury.sol:Treasury", abi.encode(registry, token, journal, budgets)));
        team = ITeam(_create("Team.sol:Team", abi.encode(registry, persons)));
        payments = IPayments(
            _create("Payments.sol:Payments", abi.encode(registry, share, persons, roster, budgets, treasury, team))
        );
        reports = _create("Reports.sol:Reports", abi.encode(registry, share, roster, journal, budgets));
        voucher = IVoucher(_create("Voucher.sol:Voucher", abi.encode(registry, "Voucher", "V", uint8(6), true)));
        terminals = ITerminals(_create("Terminals.sol:Terminals", abi.encode(registry, share, roster)));
        counter = ICounter(
            _create("Counter.sol:Counter", abi.encode(registry, voucher, journal, terminals, int32(8 hours)))
        );
        exactPayments = _create(
            "ExactPayments.sol:ExactPayments",
            abi.encode(registry, voucher, persons, terminals, counter)
        );
        corrections = ICorrections(
            _create(
                "Corrections.sol:Corrections",
                abi.encode(registry, persons, team, terminals, counter, exactPayments)
            )
        );
        closings = _create(
            "Closings.sol:Closings",
            abi.encode(registry, persons, team, terminals, counter, exactPayments, corrections)
        );
        pockets = IPockets(_create("Pockets.sol:Pockets", abi.encode(registry, voucher, counter)));
        rounds = IRounds(
            _create(
                "Rounds.sol:Rounds",
                bytes.concat(
                    abi.encode(registry, token, share, persons, admission, roster, journal, voucher),
                    abi.encode(foundingTerms())
                )
            )
        );
        buyBack = IBuyBack(_create("BuyBack.sol:BuyBack", abi.encode(registry, share, exit, treasury, voucher)));
        donations = IDonations(_create("Donations.sol:Donations", abi.encode(registry, token, persons, journal)));
        registry.seal(_parts());
    }

    /// @dev By name, because a contract that carried the whole house in its own code would be too large.
    function _create(string memory name, bytes memory arguments) private returns (address made) {
        bytes memory code = bytes.concat(vm.getCode(name), arguments);
        assembly ("memory-safe") {
            made := create(0, add(code, 0x20), mload(code))
        }
        if (made == address(0)) revert CreationFailed(name);
    }

    function _parts() private view returns (address[] memory parts) {
        parts = new address[](uint256(type(IRegistry.Part).max) + 1);
        parts[uint256(IRegistry.Part.Timelock)] = ITimelocked(address(governor)).timelock();
        parts[uint256(IRegistry.Part.Governor)] = address(governor);
        parts[uint256(IRegistry.Part.Decisions)] = decisions;
        parts[uint256(IRegistry.Part.Proposals)] = address(proposals);
        parts[uint256(IRegistry.Part.Share)] = address(share);
        parts[uint256(IRegistry.Part.Persons)] = address(persons);
        parts[uint256(IRegistry.Part.Admission)] = address(admission);
        parts[uint256(IRegistry.Part.Exit)] = address(exit);
        parts[uint256(IRegistry.Part.Roster)] = address(roster);
        parts[uint256(IRegistry.Part.Beacon)] = address(beacon);
        parts[uint256(IRegistry.Part.Elections)] = address(elections);
        parts[uint256(IRegistry.Part.Journal)] = address(journal);
        parts[uint256(IRegistry.Part.Budgets)] = address(budgets);
        parts[uint256(IRegistry.Part.Treasury)] = address(treasury);
        parts[uint256(IRegistry.Part.Team)] = address(team);
        parts[uint256(IRegistry.Part.Payments)] = address(payments);
        parts[uint256(IRegistry.Part.Reports)] = reports;
        parts[uint256(IRegistry.Part.Voucher)] = address(voucher);
        parts[uint256(IRegistry.Part.Terminals)] = address(terminals);
        parts[uint256(IRegistry.Part.Counter)] = address(counter);
        parts[uint256(IRegistry.Part.Pockets)] = address(pockets);
        parts[uint256(IRegistry.Part.ExactPayments)] = exactPayments;
        parts[uint256(IRegistry.Part.Corrections)] = address(corrections);
        parts[uint256(IRegistry.Part.Closings)] = closings;
        parts[uint256(IRegistry.Part.Rounds)] = address(rounds);
        parts[uint256(IRegistry.Part.BuyBack)] = address(buyBack);
        parts[uint256(IRegistry.Part.Donations)] = address(donations);
    }

    function foundingTerms() public view returns (IRounds.Terms memory) {
        return roundTerms(uint48(block.timestamp), 3, 8);
    }

    /// @notice A sale of ten days that begins at once, and two to think it over.
    function roundTerms(uint48 opensAt, uint32 minSeats, uint32 maxSeats) public pure returns (IRounds.Terms memory) {
        return IRounds.Terms(PRICE, minSeats, maxSeats, opensAt, opensAt + 12 days, 2 days, TERMS_HASH);
    }

    function firstBudget() public pure returns (uint16[] memory categories, uint128[] memory limits) {
        categories = new uint16[](2);
        limits = new uint128[](2);
        (categories[0], categories[1]) = (500, 510);
        (limits[0], limits[1]) = (300e6, 700e6);
    }

    /// @dev In the order of `IRegistry.Figure`.
    function _figures() private pure returns (uint256[] memory figures) {
        figures = new uint256[](uint256(type(IRegistry.Figure).max) + 1);
        figures[uint256(IRegistry.Figure.VotingDelay)] = 1 days;
        figures[uint256(IRegistry.Figure.VotingPeriod)] = 3 days;
        figures[uint256(IRegistry.Figure.LateExtension)] = 6 hours;
        figures[uint256(IRegistry.Figure.TimelockDelay)] = 1 days;
        figures[uint256(IRegistry.Figure.Expiry)] = 20 days;
        figures[uint256(IRegistry.Figure.VoteQuorum)] = 2000;
        figures[uint256(IRegistry.Figure.Sponsors)] = 1;
        figures[uint256(IRegistry.Figure.Chairs)] = CHAIRS;
        figures[uint256(IRegistry.Figure.Reserves)] = 2;
        figures[uint256(IRegistry.Figure.LeadTime)] = 30 days;
        figures[uint256(IRegistry.Figure.TermLength)] = 35 days;
        figures[uint256(IRegistry.Figure.NominationsFrom)] = 28 days;
        figures[uint256(IRegistry.Figure.NominationsUntil)] = 18 days;
        figures[uint256(IRegistry.Figure.BallotFrom)] = 17 days;
        figures[uint256(IRegistry.Figure.BallotUntil)] = 10 days;
        figures[uint256(IRegistry.Figure.AnswersUntil)] = 3 days;
        figures[uint256(IRegistry.Figure.BallotQuorum)] = 2000;
        figures[uint256(IRegistry.Figure.MaxMembers)] = MOST_MEMBERS;
        figures[uint256(IRegistry.Figure.LeaverBar)] = 60 days;
        figures[uint256(IRegistry.Figure.Approvals)] = APPROVALS;
        figures[uint256(IRegistry.Figure.Reserve)] = RESERVE_BPS;
        figures[uint256(IRegistry.Figure.VoteThreshold)] = VOTE_THRESHOLD;
        figures[uint256(IRegistry.Figure.PocketCap)] = 500e6;
        figures[uint256(IRegistry.Figure.LateWindow)] = 72 hours;
        figures[uint256(IRegistry.Figure.ExitDelay)] = 96 hours;
        figures[uint256(IRegistry.Figure.RefundBudget)] = 100e6;
    }
}

/// @dev The test token: anybody takes some.
interface IMoney is IERC20 {
    function faucet(address to, uint256 amount) external;
}

interface ITimelocked {
    function timelock() external view returns (address);
}
