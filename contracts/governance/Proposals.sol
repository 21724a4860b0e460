// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IShare} from "../membership/IShare.sol";
import {IHouseGovernor} from "./IHouseGovernor.sol";
import {IProposals} from "./IProposals.sol";

/// @title Proposals
/// @dev Apart from the governor, which would be too large with it, and counts.
contract Proposals is IProposals, Housed, SignedCalls {
    /// @notice A seat may stand behind so many undecided proposals.
    uint256 public constant OPEN_PROPOSALS = 3;
    /// @dev Sponsors of a draft that are kept: as many as a club can ask for (`Bounds`).
    uint256 private constant MOST_SPONSORS = 20;
    /// @dev Seconds for which a sponsorship of a draft counts.
    uint48 private constant SPONSORSHIP_COUNTS = 30 days;

    bytes32 private constant SPONSORSHIP_TYPEHASH = keccak256(
        "Sponsorship(uint256 proposal,uint32 seat,uint32 epoch,uint48 deadline)"
    );
    bytes32 private constant PROPOSING_TYPEHASH = keccak256(
        "Proposing(uint256 proposal,uint32 seat,uint32 epoch,uint48 deadline)"
    );
    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256(
        "SponsorshipWithdrawal(uint256 proposal,uint32 seat,uint32 epoch,uint48 deadline)"
    );

    /// @dev A seat that stands behind a draft.
    struct Backing {
        uint32 seat;
        uint32 epoch; // the seat's, when it said so
        uint48 until; // UTC seconds, the last one that counts
    }

    struct Dossier {
        uint32 number; // from 1; 0 = not proposed
        uint32 proposerSeat;
        uint32 sponsors; // the proposer among them
        uint48 blockNumber; // of the proposal
    }

    IShare private immutable _share;

    uint256[] private _ids;
    mapping(uint256 id => Dossier) private _dossiers;
    mapping(uint256 id => Backing[]) private _backings;
    mapping(uint256 id => mapping(uint256 word => uint256 bits)) private _takenBack;
    /// @dev Packed: numbers of the proposals that the seat stands behind, 32 bits each, then since when its owner has it.
    mapping(uint32 seat => uint256 numbersAndHeldSince) private _places;

    constructor(IRegistry registry_, IShare share) Housed(registry_) EIP712("Runde Proposals", "1") {
        _share = share;
    }

    // ---- a draft -------------------------------------------------------------------------------------------------

    /// @inheritdoc IProposals
    function sponsor(Sponsorship calldata sponsorship, bytes calldata signature) external {
        // Check:
        _requireSeat(
            SPONSORSHIP_TYPEHASH,
            sponsorship.proposal,
            sponsorship.seat,
            sponsorship.epoch,
            sponsorship.deadline,
            signature
        );
        _requireDraft(sponsorship.proposal);
        _requireNotTakenBack(sponsorship.proposal, sponsorship.seat);
        if (!hasPlace(sponsorship.seat)) revert TooManyOpenProposals(sponsorship.seat, OPEN_PROPOSALS);
        // Effect:
        _keepBacking(
            sponsorship.proposal,
            Backing(sponsorship.seat, sponsorship.epoch, uint48(block.timestamp) + SPONSORSHIP_COUNTS)
        );
        emit ProposalSponsored(sponsorship.proposal, sponsorship.seat);
    }

    /// @dev The owner of the seat, who says one of the messages about a proposal.
    function _requireSeat(
        bytes32 typehash,
        uint256 id,
        uint32 seat,
        uint32 epoch,
        uint48 deadline,
        bytes calldata signature
    ) private view returns (address owner) {
        if (_share.liveSeats() == 0) revert NoMembersYet();
        uint32 present;
        (owner, present) = _share.signerOf(seat);
        _requireSigned(owner, keccak256(abi.encode(typehash, id, seat, epoch, deadline)), deadline, signature);
        _requireEpoch(seat, epoch, present);
    }

    function _requireDraft(uint256 id) private view {
        if (_dossiers[id].number != 0) revert AlreadyProposed(id);
    }

    function _governor() private view returns (IHouseGovernor) {
        return IHouseGovernor(registry.part(IRegistry.Part.Governor));
    }

    function _requireNotTakenBack(uint256 id, uint32 seat) private view {
        if (isTakenBack(id, seat)) revert SponsorshipTakenBack(id, seat);
    }

    /// @dev In the place of one that counts no more, if there is one.
    function _keepBacking(uint256 id, Backing memory backing) private {
        Backing[] storage list = _backings[id];
        uint256 last = list.length;
        uint256 place = last;
        for (uint256 i = 0; i < last; ++i) {
            Backing memory other = list[i];
            if (!_stands(id, other)) place = i;
            else if (other.seat == backing.seat) revert AlreadySponsored(id, backing.seat);
        }
        if (place < last) list[place] = backing;
        else if (last < MOST_SPONSORS) list.push(backing);
        else revert SponsorsComplete(id, MOST_SPONSORS);
    }

    /// @dev Whether a sponsorship of a draft still counts. The epoch rises when the seat changes hands or ends.
    function _stands(uint256 id, Backing memory backing) private view returns (bool) {
        return
            block.timestamp <= backing.until &&
            !isTakenBack(id, backing.seat) &&
            _share.epochOf(backing.seat) == backing.epoch;
    }

    /// @inheritdoc IProposals
    function withdrawSponsorship(SponsorshipWithdrawal calldata withdrawal, bytes calldata signature) external {
        // Check:
        _requireSeat(
            WITHDRAWAL_TYPEHASH,
            withdrawal.proposal,
            withdrawal.seat,
            withdrawal.epoch,
            withdrawal.deadline,
            signature
        );
        _requireDraft(withdrawal.proposal);
        _requireNotTakenBack(withdrawal.proposal, withdrawal.seat);
        // Effect:
        _takenBack[withdrawal.proposal][withdrawal.seat >> 8] |= 1 << (withdrawal.seat & 0xff);
        emit SponsorshipWithdrawn(withdrawal.proposal, withdrawal.seat);
    }

    // ---- a proposal is made ----------------------------------------------------------------------------------------

    /// @inheritdoc IProposals
    function proposeWithSponsors(
        Proposing calldata proposing,
        Motion calldata motion,
        Sponsorship[] calldata sponsorships,
        bytes[] calldata signatures
    ) external returns (uint256 id) {
        // Check:
        if (sponsorships.length + 1 != signatures.length) {
            revert IHouseGovernor.SignaturesUnequal(sponsorships.length + 1, signatures.length);
        }
        if (bytes(motion.description).length == 0) revert DescriptionMissing();
        id = _idOf(motion);
        if (proposing.proposal != id) revert SignedForAnother(proposing.proposal, id);
        _requireDraft(id);
        address proposer = _requireSeat(
            PROPOSING_TYPEHASH,
            id,
            proposing.seat,
            proposing.epoch,
            proposing.deadline,
            signatures[0]
        );
        _requireNotTakenBack(id, proposing.seat);
        // Effect:
        _ids.push(id);
        Dossier storage dossier = _dossiers[id];
        dossier.number = uint32(_ids.length);
        dossier.proposerSeat = proposing.seat;
        dossier.blockNumber = uint48(block.number);
        dossier.sponsors = _gather(id, proposing.seat, sponsorships, signatures);
        // Interaction:
        _governor().proposeFor(proposer, motion);
    }

    /// @dev As OpenZeppelin's governor names it (`hashProposal`).
    function _idOf(Motion calldata motion) private pure returns (uint256) {
        bytes32 description = keccak256(bytes(motion.description));
        return uint256(keccak256(abi.encode(motion.targets, motion.values, motion.calldatas, description)));
    }

    /// @dev Everybody who stands behind the proposal gives one of their places to it.
    function _gather(
        uint256 id,
        uint32 proposerSeat,
        Sponsorship[] calldata sponsorships,
        bytes[] calldata signatures
    ) private returns (uint32) {
        uint32 number = uint32(_ids.length);
        if (!_takePlace(proposerSeat, number)) revert TooManyOpenProposals(proposerSeat, OPEN_PROPOSALS);
        Backing[] memory list = _backings[id];
        uint32[] memory seats = new uint32[](1 + sponsorships.length + list.length);
        seats[0] = proposerSeat;
        uint256 count = 1;
        for (uint256 i = 0; i < sponsorships.length; ++i) {
            Sponsorship calldata s = sponsorships[i];
            if (s.proposal != id) revert SignedForAnother(s.proposal, id);
            _requireSeat(SPONSORSHIP_TYPEHASH, id, s.seat, s.epoch, s.deadline, signatures[i + 1]);
            if (!isTakenBack(id, s.seat) && _takePlace(s.seat, number)) seats[count++] = s.seat;
        }
        for (uint256 i = 0; i < list.length; ++i) {
            if (_stands(id, list[i]) && _takePlace(list[i].seat, number)) seats[count++] = list[i].seat;
        }
        uint256 needed = sponsorsNeeded();
        if (count < needed) revert SponsorsMissing(id, count, needed);
        emit ProposalBacked(id, _cut(seats, count));
        return uint32(count);
    }

    /// @dev False if the seat has given one to this proposal already, or has none left.
    function _takePlace(uint32 seat, uint32 number) private returns (bool) {
        (uint256 places, uint256 free, bool isThere) = _placesOf(seat, number);
        if (isThere || free == OPEN_PROPOSALS) return false;
        uint256 shift = free << 5;
        _places[seat] = (places & ~(uint256(type(uint32).max) << shift)) | (uint256(number) << shift);
        return true;
    }

    /// @dev Which of a seat's places is free, by the state of what stands in it; `OPEN_PROPOSALS` = none. Another owner of
    /// the seat begins with all of them.
    function _placesOf(uint32 seat, uint32 number) private view returns (uint256 places, uint256 free, bool isThere) {
        places = _places[seat];
        uint256 held = _share.heldSince(seat);
        if (places >> 96 != held) places = held << 96;
        free = OPEN_PROPOSALS;
        for (uint256 i = 0; i < OPEN_PROPOSALS; ++i) {
            uint32 other = uint32(places >> (i << 5));
            if (other != 0 && other == number) return (places, free, true);
            if (other == 0 || _isDecided(_ids[other - 1])) free = i;
        }
    }

    function _isDecided(uint256 id) private view returns (bool) {
        return IGovernor(address(_governor())).state(id) > IGovernor.ProposalState.Active;
    }

    /// @dev Shortens the list in place.
    function _cut(uint32[] memory seats, uint256 count) private pure returns (uint32[] memory) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(seats, count)
        }
        return seats;
    }

    // ---- views -----------------------------------------------------------------------------------------------------

    /// @inheritdoc IProposals
    function sponsorsNeeded() public view returns (uint256) {
        uint256 third = _share.liveSeats() / 3;
        return Math.max(1, Math.min(registry.figure(IRegistry.Figure.Sponsors), third));
    }

    /// @inheritdoc IProposals
    function backersOf(uint256 id) external view returns (uint32[] memory seats) {
        if (_dossiers[id].number != 0) return seats;
        Backing[] memory list = _backings[id];
        seats = new uint32[](list.length);
        uint256 count = 0;
        for (uint256 i = 0; i < list.length; ++i) if (_stands(id, list[i])) seats[count++] = list[i].seat;
        return _cut(seats, count);
    }

    /// @inheritdoc IProposals
    function isTakenBack(uint256 id, uint32 seat) public view returns (bool) {
        return (_takenBack[id][seat >> 8] >> (seat & 0xff)) & 1 == 1;
    }

    /// @inheritdoc IProposals
    function hasPlace(uint32 seat) public view returns (bool) {
        (, uint256 free, ) = _placesOf(seat, 0);
        return free != OPEN_PROPOSALS;
    }

    /// @inheritdoc IProposals
    function numberOf(uint256 id) external view returns (uint32) {
        return _dossiers[id].number;
    }

    /// @inheritdoc IProposals
    function proposalCount() external view returns (uint32) {
        return uint32(_ids.length);
    }

    /// @inheritdoc IProposals
    function proposalsPage(uint32 first, uint32 count) external view returns (Proposal[] memory page) {
        page = new Proposal[](Pages.size(first, count, _ids.length));
        for (uint256 i = 0; i < page.length; ++i) page[i] = proposal(_ids[first - 1 + i]);
    }

    /// @inheritdoc IProposals
    function proposal(uint256 id) public view returns (Proposal memory p) {
        IHouseGovernor house = _governor();
        IGovernor standard = IGovernor(address(house));
        Dossier memory dossier = _dossiers[id];
        p.state = standard.state(id);
        p.id = id;
        p.number = dossier.number;
        p.proposerSeat = dossier.proposerSeat;
        p.sponsors = dossier.sponsors;
        p.blockNumber = dossier.blockNumber;
        p.snapshot = uint48(standard.proposalSnapshot(id));
        p.deadline = uint48(standard.proposalDeadline(id));
        p.eta = uint48(standard.proposalEta(id));
        p.expiresAt = house.expiresAt(id);
        p.majority = house.majorityOf(id);
        (p.against, p.inFavour, p.abstained) = house.proposalVotes(id);
        p.quorum = uint32(house.quorumOf(id));
        p.electorate = _share.liveSeatsAt(p.snapshot);
    }
}
