// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IRounds} from "../funding/IRounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {IShare} from "../membership/IShare.sol";
import {IHouseGovernor} from "./IHouseGovernor.sol";
import {SeatCounting} from "./SeatCounting.sol";

/// @title HouseGovernor
/// @dev Makes its timelock itself: admin nobody, proposer, canceller and only executor this contract. So no key exists at
/// any moment. Its figures stand in the registry, where a vote changes them: no `GovernorSettings`.
contract HouseGovernor is Housed, SeatCounting, GovernorPreventLateQuorum, GovernorTimelockControl {
    /// @notice A seat may have so many undecided proposals.
    uint256 public constant OPEN_PROPOSALS = 3;

    bytes32 private constant SPONSORSHIP_TYPEHASH = keccak256(
        "Sponsorship(uint256 proposal,uint32 seat,uint48 deadline)"
    );
    bytes32 private constant PROPOSING_TYPEHASH = keccak256("Proposing(uint256 proposal,uint32 seat,uint48 deadline)");
    struct Dossier {
        uint32 number; // from 1; 0 = not proposed
        uint32 proposerSeat;
        uint32 sponsors; // counted before the proposal already
        uint48 blockNumber; // of the proposal
        bytes32 codeHash; // over the code hashes of all targets
    }

    uint256[] private _proposals;
    mapping(uint256 id => Dossier) private _dossiers;
    mapping(uint256 id => mapping(uint256 word => uint256 bits)) private _sponsored;
    mapping(uint32 seat => uint256[OPEN_PROPOSALS]) private _openOf;

    constructor(
        IRegistry registry_,
        IShare share_
    )
        Governor("Runde HouseGovernor")
        Housed(registry_)
        SeatCounting(share_)
        GovernorPreventLateQuorum(uint48(registry_.figure(IRegistry.Figure.LateExtension)))
        GovernorTimelockControl(_ownTimelock(registry_.figure(IRegistry.Figure.TimelockDelay)))
    {}

    function _ownTimelock(uint256 delay) private returns (TimelockController) {
        address[] memory self = new address[](1);
        self[0] = address(this);
        return new TimelockController(delay, self, self, address(0));
    }

    // ---- sponsors: who wants it to be voted on -------------------------------------------------------------------

    /// @inheritdoc IHouseGovernor
    function sponsor(uint256 id) external {
        _sponsorOnce(id, _seatOf(msg.sender));
    }

    /// @inheritdoc IHouseGovernor
    function sponsorBySig(Sponsorship calldata sponsorship, bytes calldata signature) external {
        _signer(SPONSORSHIP_TYPEHASH, sponsorship.proposal, sponsorship.seat, sponsorship.deadline, signature);
        _sponsorOnce(sponsorship.proposal, sponsorship.seat);
    }

    function _sponsorOnce(uint256 id, uint32 seat) private {
        if (_dossiers[id].number != 0) revert AlreadyProposed(id);
        if (hasSponsored(id, seat)) revert AlreadySponsored(id, seat);
        _stand(id, seat);
    }

    /// @dev Nothing happens if the seat stands there already.
    function _stand(uint256 id, uint32 seat) private {
        if (hasSponsored(id, seat)) return;
        _sponsored[id][seat >> 8] |= 1 << (seat & 0xff);
        ++_dossiers[id].sponsors;
        emit ProposalSponsored(id, seat);
    }

    /// @dev The owner of the seat, who signed one of the two messages about a proposal.
    function _signer(
        bytes32 typehash,
        uint256 id,
        uint32 seat,
        uint48 deadline,
        bytes calldata signature
    ) private view returns (address owner) {
        owner = share.ownerOf(seat);
        _requireSigned(owner, keccak256(abi.encode(typehash, id, seat, deadline)), deadline, signature);
    }

    function _seatOf(address account) private view returns (uint32 seat) {
        seat = share.seatOf(account);
        if (seat == 0) {
            if (share.liveSeats() == 0) revert NoMembersYet();
            revert NoSeatToPropose(account);
        }
    }

    // ---- propose ------------------------------------------------------------------------------------------------

    /// @inheritdoc IGovernor
    /// @dev The caller's seat proposes; sponsors have spoken before, by `sponsor` or `sponsorBySig`.
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override returns (uint256 id) {
        uint32 seat = _seatOf(msg.sender);
        id = hashProposal(targets, values, calldatas, keccak256(bytes(description)));
        _stand(id, seat);
        _proposeFor(seat, msg.sender, id, targets, values, calldatas, description);
    }

    /// @inheritdoc IHouseGovernor
    function proposeBySig(
        Proposing calldata proposing,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        Sponsorship[] calldata sponsorships,
        bytes[] calldata signatures
    ) external returns (uint256 id) {
        id = hashProposal(targets, values, calldatas, keccak256(bytes(description)));
        address proposer = _standTogether(id, proposing, sponsorships, signatures);
        _proposeFor(proposing.seat, proposer, id, targets, values, calldatas, description);
    }

    /// @dev Who proposes has signed just that; the others have sponsored before or sign here.
    function _standTogether(
        uint256 id,
        Proposing calldata p,
        Sponsorship[] calldata sponsorships,
        bytes[] calldata signatures
    ) private returns (address proposer) {
        // Check:
        _requireAll(sponsorships.length + 1, signatures.length);
        if (p.proposal != id) revert SignedForAnother(p.proposal, id);
        proposer = _signer(PROPOSING_TYPEHASH, id, p.seat, p.deadline, signatures[0]);
        // Effect:
        _stand(id, p.seat);
        for (uint256 i = 0; i < sponsorships.length; ++i) {
            Sponsorship calldata s = sponsorships[i];
            if (s.proposal != id) revert SignedForAnother(s.proposal, id);
            if (hasSponsored(id, s.seat)) continue;
            _signer(SPONSORSHIP_TYPEHASH, id, s.seat, s.deadline, signatures[i + 1]);
            _stand(id, s.seat);
        }
    }

    function _proposeFor(
        uint32 seat,
        address proposer,
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) private {
        // Check:
        if (bytes(description).length == 0) revert DescriptionMissing();
        if (!_isValidDescriptionForProposer(proposer, description)) revert GovernorRestrictedProposer(proposer);
        for (uint256 i = 0; i < targets.length && i < values.length && i < calldatas.length; ++i) {
            bytes4 selector = bytes4(calldatas[i]);
            if (!isDecision(targets[i], selector)) revert NotAHouseDecision(targets[i], selector);
            if (values[i] != 0) revert DecisionCarriesCoin(values[i]);
        }
        Dossier storage dossier = _dossiers[id];
        if (dossier.number != 0) revert AlreadyProposed(id);
        uint256 needed = sponsorsNeeded();
        if (dossier.sponsors < needed) revert SponsorsMissing(id, dossier.sponsors, needed);
        // Effect:
        _takeOpenPlace(seat, id);
        _proposals.push(id);
        dossier.number = uint32(_proposals.length);
        dossier.proposerSeat = seat;
        dossier.blockNumber = uint48(block.number);
        dossier.codeHash = _codeHash(targets);
        _propose(targets, values, calldatas, description, proposer);
    }

    function _takeOpenPlace(uint32 seat, uint256 id) private {
        for (uint256 i = 0; i < OPEN_PROPOSALS; ++i) {
            uint256 other = _openOf[seat][i];
            if (other == 0 || state(other) > ProposalState.Active) {
                _openOf[seat][i] = id;
                return;
            }
        }
        revert TooManyOpenProposals(seat, OPEN_PROPOSALS);
    }

    function _codeHash(address[] memory targets) private view returns (bytes32 hash) {
        for (uint256 i = 0; i < targets.length; ++i) hash = keccak256(abi.encode(hash, targets[i].codehash));
    }

    // ---- carry out ----------------------------------------------------------------------------------------------

    function _queueOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(id, targets, values, calldatas, descriptionHash);
    }

    /// @dev Executes what was described: same contracts, same code, no coin.
    function _executeOperations(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        // Check:
        if (msg.value != 0) revert DecisionCarriesCoin(msg.value);
        if (_codeHash(targets) != _dossiers[id].codeHash) revert DecisionTargetChanged(id);
        // Interaction:
        super._executeOperations(id, targets, values, calldatas, descriptionHash);
    }

    // ---- what OpenZeppelin offers and this house does not -----------------------------------------------------------

    /// @dev Nobody takes a proposal back: a mistake is voted down.
    function _validateCancel(uint256, address) internal pure override returns (bool) {
        return false;
    }

    function _cancel(
        address[] memory,
        uint256[] memory,
        bytes[] memory,
        bytes32
    ) internal pure override(Governor, GovernorTimelockControl) returns (uint256) {
        revert FunctionClosed(IGovernor.cancel.selector);
    }

    /// @dev Closed.
    function castVoteBySig(uint256, uint8, address, bytes memory) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed.
    function castVoteWithReasonAndParamsBySig(
        uint256,
        uint8,
        address,
        string calldata,
        bytes memory,
        bytes memory
    ) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed: a name or a reason on the chain stays there for ever.
    function castVoteWithReason(uint256, uint8, string calldata) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed: a vote has no parameters here.
    function castVoteWithReasonAndParams(
        uint256,
        uint8,
        string calldata,
        bytes memory
    ) public pure override returns (uint256) {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed.
    function relay(address, uint256, bytes calldata) public payable override {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed.
    function updateTimelock(TimelockController) public pure override {
        revert FunctionClosed(msg.sig);
    }

    /// @dev Closed.
    function setLateQuorumVoteExtension(uint48) public pure override {
        revert FunctionClosed(msg.sig);
    }

    // ---- views --------------------------------------------------------------------------------------------------

    /// @inheritdoc IHouseGovernor
    function isDecision(address target, bytes4 selector) public view returns (bool) {
        IRegistry.Part decides;
        if (selector == IRounds.open.selector || selector == IRounds.cancel.selector) decides = IRegistry.Part.Rounds;
        else if (selector == IDecisions.set.selector) decides = IRegistry.Part.Budgets;
        else if (selector == IDecisions.payWithinReserve.selector) decides = IRegistry.Part.Treasury;
        else if (selector == IDecisions.payBeyondReserve.selector) decides = IRegistry.Part.Treasury;
        else if (selector == IDecisions.bookLoss.selector) decides = IRegistry.Part.Treasury;
        else return false;
        return target == registry.part(decides);
    }

    /// @inheritdoc IGovernor
    /// @dev A passed decision that nobody carried out in time is `Expired`.
    function state(uint256 id) public view override(Governor, GovernorTimelockControl) returns (ProposalState now_) {
        now_ = super.state(id);
        bool passed = now_ == ProposalState.Succeeded || now_ == ProposalState.Queued;
        if (passed && block.timestamp > _expiresAt(id)) return ProposalState.Expired;
    }

    /// @dev By the expiry of its snapshot: what is under way keeps its dates.
    function _expiresAt(uint256 id) private view returns (uint256) {
        uint48 snapshot = uint48(proposalSnapshot(id));
        return proposalDeadline(id) + registry.figureAt(IRegistry.Figure.Expiry, snapshot);
    }

    /// @inheritdoc IHouseGovernor
    function sponsorsNeeded() public view returns (uint256) {
        return registry.figure(IRegistry.Figure.Sponsors);
    }

    /// @inheritdoc IHouseGovernor
    function sponsorsOf(uint256 id) external view returns (uint256) {
        return _dossiers[id].sponsors;
    }

    /// @inheritdoc IHouseGovernor
    function hasSponsored(uint256 id, uint32 seat) public view returns (bool) {
        return (_sponsored[id][seat >> 8] >> (seat & 0xff)) & 1 == 1;
    }

    /// @inheritdoc IHouseGovernor
    function proposalCount() external view returns (uint32) {
        return uint32(_proposals.length);
    }

    /// @inheritdoc IHouseGovernor
    function proposalsPage(uint32 first, uint32 count) external view returns (Proposal[] memory page) {
        uint256 last = _proposals.length;
        page = new Proposal[](Pages.size(first, count, last));
        for (uint256 i = 0; i < page.length; ++i) page[i] = proposal(_proposals[first - 1 + i]);
    }

    /// @inheritdoc IHouseGovernor
    function proposal(uint256 id) public view returns (Proposal memory p) {
        Dossier storage dossier = _dossiers[id];
        p.state = state(id);
        p.id = id;
        p.number = dossier.number;
        p.proposerSeat = dossier.proposerSeat;
        p.sponsors = dossier.sponsors;
        p.blockNumber = dossier.blockNumber;
        p.snapshot = uint48(proposalSnapshot(id));
        p.deadline = uint48(proposalDeadline(id));
        p.eta = uint48(proposalEta(id));
        p.expiresAt = uint48(_expiresAt(id));
        (p.against, p.inFavour, p.abstained) = proposalVotes(id);
        p.quorum = uint32(quorum(p.snapshot));
        p.electorate = share.liveSeatsAt(p.snapshot);
    }

    /// @inheritdoc IGovernor
    function votingDelay() public view override returns (uint256) {
        return registry.figure(IRegistry.Figure.VotingDelay);
    }

    /// @inheritdoc IGovernor
    function votingPeriod() public view override returns (uint256) {
        return registry.figure(IRegistry.Figure.VotingPeriod);
    }

    /// @inheritdoc IGovernor
    function proposalDeadline(uint256 id) public view override(Governor, GovernorPreventLateQuorum) returns (uint256) {
        return super.proposalDeadline(id);
    }

    /// @inheritdoc IGovernor
    function proposalNeedsQueuing(uint256 id) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(id);
    }

    /// @dev OpenZeppelin's steps, with what they read put together.
    function _castVote(
        uint256 id,
        address account,
        uint8 support,
        string memory,
        bytes memory
    ) internal override returns (uint256) {
        return _vote(id, account, support);
    }

    function _tallyUpdated(uint256 id) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(id);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    /// @inheritdoc GovernorPreventLateQuorum
    function lateQuorumVoteExtension() public view override returns (uint48) {
        return uint48(registry.figure(IRegistry.Figure.LateExtension));
    }
}

/// @dev The decisions of the treasury's room.
interface IDecisions {
    /// @param term Number of the term; 0 = before term 1.
    /// @param categories Expense accounts.
    /// @param limits One for each category, smallest unit.
    function set(uint32 term, uint16[] calldata categories, uint128[] calldata limits) external;
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580.
    /// @param ref What it is for.
    function payWithinReserve(address payee, uint128 amount, uint16 category, bytes32 ref) external;
    /// @param payee Who is paid.
    /// @param amount In the smallest unit.
    /// @param category Expense account, 500…580.
    /// @param ref What it is for.
    function payBeyondReserve(address payee, uint128 amount, uint16 category, bytes32 ref) external;
    /// @param most In the smallest unit.
    /// @param ref What it is for.
    function bookLoss(uint128 most, bytes32 ref) external;
}
