// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IShare} from "../membership/IShare.sol";
import {IHouseGovernor} from "./IHouseGovernor.sol";

/// @title Counting by seat
/// @notice A module for OpenZeppelin's Governor: the seat votes, not the account, and each seat weighs one.
/// @dev A hand-over or a recovery moves a vote with its seat and never doubles it (R9). One bit a seat, 256 a word.
abstract contract SeatCounting is Governor {
    uint8 private constant AGAINST = 0;
    uint8 private constant IN_FAVOUR = 1;
    uint8 private constant ABSTAIN = 2;

    struct Tally {
        uint32 against; // seats
        uint32 inFavour; // seats
        uint32 abstained; // seats
    }

    /// @notice Whose seats vote.
    IShare public immutable share;
    /// @notice Turnout that is needed, hundredths of a percent of the seats live at the snapshot.
    uint16 public immutable quorumBps;

    mapping(uint256 proposal => Tally) private _tallies;
    mapping(uint256 proposal => mapping(uint256 word => uint256 bits)) private _voted;

    constructor(IShare share_, uint16 quorumBps_) {
        // Bounds: below a tenth a handful decides, above a half a sleepy house is stuck.
        if (quorumBps_ < 1000 || quorumBps_ > 5000) revert IHouseGovernor.GovernorTermImpossible("quorumBps");
        share = share_;
        quorumBps = quorumBps_;
    }

    /// @inheritdoc Governor
    function _countVote(
        uint256 id,
        address account,
        uint8 support,
        uint256 weight,
        bytes memory
    ) internal override returns (uint256) {
        // Check:
        if (weight == 0) revert IHouseGovernor.NoVoteAtSnapshot(id, account, uint48(proposalSnapshot(id)));
        if (support > ABSTAIN) revert GovernorInvalidVoteType();
        uint32 seat = share.seatOf(account);
        if (hasSeatVoted(id, seat)) revert IHouseGovernor.SeatHasVoted(id, seat);
        // Effect:
        _voted[id][seat >> 8] |= 1 << (seat & 0xff);
        Tally storage tally = _tallies[id];
        if (support == AGAINST) ++tally.against;
        else if (support == IN_FAVOUR) ++tally.inFavour;
        else ++tally.abstained;
        return weight;
    }

    /// @dev 0 or 1; `timepoint` is the snapshot.
    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        return share.votes(account, uint48(timepoint));
    }

    /// @dev Turnout counts: who votes against a decision may not thereby let it fail less.
    function _quorumReached(uint256 id) internal view override returns (bool) {
        Tally memory tally = _tallies[id];
        return uint256(tally.against) + tally.inFavour + tally.abstained >= quorum(proposalSnapshot(id));
    }

    /// @dev More for than against, hence at least one for.
    function _voteSucceeded(uint256 id) internal view override returns (bool) {
        Tally memory tally = _tallies[id];
        return tally.inFavour > tally.against;
    }

    /// @notice Seats that must vote, for a snapshot at `timepoint`: the share of the live seats rounded up, at least 1.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        uint256 seats = share.liveSeatsAt(uint48(timepoint));
        return Math.max(1, Math.ceilDiv(seats * quorumBps, 10_000));
    }

    /// @inheritdoc IGovernor
    /// @dev By the seat that `account` owns now.
    function hasVoted(uint256 id, address account) external view returns (bool) {
        uint32 seat = share.seatOf(account);
        return seat != 0 && hasSeatVoted(id, seat);
    }

    /// @notice Whether the seat has voted, whoever owned it.
    function hasSeatVoted(uint256 id, uint32 seat) public view returns (bool) {
        return (_voted[id][seat >> 8] >> (seat & 0xff)) & 1 == 1;
    }

    /// @notice The votes counted so far, in seats.
    function proposalVotes(uint256 id) public view returns (Tally memory) {
        return _tallies[id];
    }

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() external pure returns (string memory) {
        return "support=bravo&quorum=against,for,abstain";
    }

    /// @inheritdoc IERC6372
    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }
}
