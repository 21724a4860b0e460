// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Bounds} from "../lib/Bounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {IShare} from "../membership/IShare.sol";
import {IRounds} from "./IRounds.sol";

/// @title Offers: the first half of Rounds
/// @notice Which rounds there are, under which terms, and where each stands by the clock.
/// @dev The other half, `Rounds`, holds places and money.
abstract contract Offers is IRounds, Housed {
    /// @notice Undecided rounds at the same time, at most: what is counted over them stays bounded.
    uint256 internal constant ROUNDS_AT_ONCE = 4;
    /// @notice A round that has succeeded and is not finalised after so many seconds has failed: the money is not stuck.
    uint48 internal constant FINALISE_WITHIN = 30 days;
    /// @notice So long before the lock the last place may be given back, in seconds.
    uint48 internal constant LAST_DAY = 1 days;
    /// @notice A founding round is offered again at most so many seconds ahead.
    uint48 internal constant OFFER_AHEAD = 30 days;

    /// @dev A round as it is kept: three slots.
    struct StoredRound {
        uint112 price; // smallest unit
        uint32 minSeats;
        uint32 maxSeats;
        uint40 opensAt; // UTC seconds
        uint32 claimed; // places that `claim` has come to
        bool founding;
        uint40 deadline; // UTC seconds
        uint32 coolOff; // seconds
        uint32 sold; // places taken
        uint32 givenBack; // after the sale's end, and not taken again
        uint40 soldOutAt; // UTC seconds, before the sale's end; 0 = not
        uint32 firstSeat; // 0 = not finalised
        uint40 cancelledAt; // UTC seconds; 0 = not
        bytes32 termsHash;
    }

    IShare internal immutable _share;

    /// @inheritdoc IRounds
    uint32 public roundCount;
    /// @dev The founding round's latest offer.
    uint32 private _founding;
    /// @dev Rounds that may be undecided; a place whose round is decided (or 0) is free.
    uint32[ROUNDS_AT_ONCE] private _undecided;
    mapping(uint32 id => StoredRound) private _rounds;

    /// @param founding Terms of the round the house begins with.
    constructor(IShare share, Terms memory founding) {
        _share = share;
        // A house that is founded with the fewest seats can put something to the vote.
        uint256 sponsors = registry.figure(IRegistry.Figure.Sponsors);
        if (sponsors > founding.minSeats) {
            revert IRegistry.FigureOutOfBounds(IRegistry.Figure.Sponsors, sponsors, 1, founding.minSeats);
        }
        _founding = _open(founding, true);
    }

    // ---- the story of an offer: opened, cancelled, offered again ---------------------------------------------------

    /// @inheritdoc IRounds
    function open(Terms calldata terms) external only(IRegistry.Part.Timelock) returns (uint32 id) {
        // Its terms name the reserve.
        registry.pledgeReserve();
        return _open(terms, false);
    }

    function _open(Terms memory terms, bool founding) private returns (uint32 id) {
        // Check:
        _requirePossible(terms);
        uint32 free = freeSeats();
        if (terms.maxSeats > free) revert TooManySeats(terms.maxSeats, free, maxMembers());
        // Effect:
        id = ++roundCount;
        _takeOpenPlace(id);
        StoredRound storage kept = _rounds[id];
        kept.price = uint112(terms.price);
        kept.minSeats = terms.minSeats;
        kept.maxSeats = terms.maxSeats;
        kept.opensAt = uint40(terms.opensAt);
        kept.deadline = uint40(terms.deadline);
        kept.coolOff = terms.coolOff;
        kept.founding = founding;
        kept.termsHash = terms.termsHash;
        emit RoundOpened(id, founding, terms);
    }

    /// @dev A sale may have begun by the clock when a vote is carried out late, as long as enough of it is left.
    function _requirePossible(Terms memory terms) private view {
        uint256 nowAt = block.timestamp;
        uint256 begins = terms.opensAt > nowAt ? terms.opensAt : nowAt;
        if (terms.price == 0) revert TermsImpossible("price");
        if (uint256(terms.price) * terms.maxSeats > Bounds.MOST_ROUND_MONEY) revert TermsImpossible("price");
        if (terms.minSeats == 0) revert TermsImpossible("minSeats");
        if (terms.maxSeats < terms.minSeats) revert TermsImpossible("maxSeats");
        if (terms.coolOff < Bounds.SHORTEST_COOL_OFF || terms.coolOff > Bounds.LONGEST_COOL_OFF) {
            revert TermsImpossible("coolOff");
        }
        if (terms.deadline < begins + Bounds.SHORTEST_SALE + terms.coolOff) revert TermsImpossible("deadline");
        if (terms.deadline > nowAt + Bounds.FARTHEST_DEADLINE) revert TermsImpossible("deadline");
        if (terms.termsHash == bytes32(0)) revert TermsImpossible("termsHash");
    }

    function _takeOpenPlace(uint32 id) private {
        for (uint256 i = 0; i < ROUNDS_AT_ONCE; ++i) {
            uint32 other = _undecided[i];
            if (other == 0 || _isDecided(_rounds[other])) {
                _undecided[i] = id;
                return;
            }
        }
        revert TooManyRounds(ROUNDS_AT_ONCE);
    }

    function _isDecided(StoredRound storage kept) private view returns (bool) {
        RoundState state = _stateOf(kept);
        return state == RoundState.Finalised || state == RoundState.Failed;
    }

    /// @inheritdoc IRounds
    function cancel(uint32 id) external only(IRegistry.Part.Timelock) {
        // Check:
        StoredRound storage kept = _existing(id);
        _requireUnlocked(id, kept);
        // Effect:
        kept.cancelledAt = uint40(block.timestamp);
        emit RoundCancelled(id);
    }

    /// @dev Before the lock, and not cancelled: what can still change may change.
    function _requireUnlocked(uint32 id, StoredRound storage kept) internal view {
        RoundState state = _stateOf(kept);
        if (state == RoundState.Failed) revert RoundHasFailed(id);
        if (state == RoundState.Succeeded || state == RoundState.Finalised) revert RoundLocked(id, _lockOf(kept));
    }

    /// @inheritdoc IRounds
    /// @dev The length stays, so the deadline moves with the opening.
    function offerAgain(uint48 opensAt) external returns (uint32 id) {
        // Check:
        uint32 former = _founding;
        StoredRound storage kept = _rounds[former];
        RoundState state = _stateOf(kept);
        if (state != RoundState.Failed) revert FoundingNotFailed(former, state);
        uint48 nowAt = uint48(block.timestamp);
        if (opensAt < nowAt || opensAt > nowAt + OFFER_AHEAD) {
            revert OfferOutOfTime(opensAt, nowAt, nowAt + OFFER_AHEAD);
        }
        // Effect:
        Terms memory terms = _termsOf(kept);
        terms.deadline = opensAt + (kept.deadline - kept.opensAt);
        terms.opensAt = opensAt;
        id = _open(terms, true);
        _founding = id;
    }

    // ---- where a round stands --------------------------------------------------------------------------------------

    /// @dev By the clock alone, once it is known what was sold before the sale's end. Failed and Finalised are never left again: after the lock `sold` stays as it is, and the
    /// lock itself moves only while it lies ahead.
    function _stateOf(StoredRound storage kept) internal view returns (RoundState) {
        if (kept.firstSeat != 0) return RoundState.Finalised;
        if (kept.cancelledAt != 0) return RoundState.Failed;
        if (block.timestamp < kept.opensAt) return RoundState.Upcoming;
        uint48 lock = _lockOf(kept);
        if (block.timestamp >= lock) {
            bool inTime = block.timestamp < lock + FINALISE_WITHIN;
            return kept.sold >= kept.minSeats && inTime ? RoundState.Succeeded : RoundState.Failed;
        }
        if (kept.soldOutAt != 0 || block.timestamp >= _sellingEnds(kept)) return RoundState.CoolOff;
        return RoundState.Open;
    }

    /// @dev A round is sold out before `sellingEnds` or never, so its lock is never after its deadline.
    function _lockOf(StoredRound storage kept) internal view returns (uint48) {
        return kept.soldOutAt == 0 ? kept.deadline : kept.soldOutAt + kept.coolOff;
    }

    function _sellingEnds(StoredRound storage kept) internal view returns (uint48) {
        return kept.deadline - kept.coolOff;
    }

    /// @dev From then on nobody gives a place back, as things stand now.
    function _withdrawUntil(StoredRound storage kept) internal view returns (uint48) {
        return _lockOf(kept) - LAST_DAY;
    }

    /// @dev Places that may be taken now: all that are left, after the sale's end those given back.
    function _freeIn(StoredRound storage kept) internal view returns (uint32) {
        return block.timestamp < _sellingEnds(kept) ? kept.maxSeats - kept.sold : kept.givenBack;
    }

    /// @dev Every round sells something; asking its own slot spares another one.
    function _existing(uint32 id) internal view returns (StoredRound storage kept) {
        kept = _rounds[id];
        if (kept.maxSeats == 0) revert NoSuchRound(id);
    }

    function _termsOf(StoredRound storage kept) private view returns (Terms memory) {
        return
            Terms({
                price: kept.price,
                minSeats: kept.minSeats,
                maxSeats: kept.maxSeats,
                opensAt: kept.opensAt,
                deadline: kept.deadline,
                coolOff: kept.coolOff,
                termsHash: kept.termsHash
            });
    }

    /// @inheritdoc IRounds
    function round(uint32 id) external view returns (Round memory) {
        StoredRound storage kept = _existing(id);
        return
            Round({
                terms: _termsOf(kept),
                state: _stateOf(kept),
                sold: kept.sold,
                soldOutAt: kept.soldOutAt,
                lockAt: _lockOf(kept),
                withdrawUntil: _withdrawUntil(kept),
                free: _freeIn(kept),
                finalisedAt: _share.bornAt(kept.firstSeat),
                firstSeat: kept.firstSeat,
                claimed: kept.claimed,
                founding: kept.founding,
                cancelled: kept.cancelledAt != 0
            });
    }

    /// @inheritdoc IRounds
    /// @dev A round that can still sell keeps all its seats free for itself; one that has succeeded needs those it sold.
    function freeSeats() public view returns (uint32) {
        uint256 taken = _share.liveSeats();
        for (uint256 i = 0; i < ROUNDS_AT_ONCE; ++i) {
            if (_undecided[i] == 0) continue;
            StoredRound storage kept = _rounds[_undecided[i]];
            if (_isDecided(kept)) continue;
            taken += _stateOf(kept) == RoundState.Succeeded ? kept.sold : kept.maxSeats;
        }
        uint32 most = maxMembers();
        return taken < most ? uint32(most - taken) : 0;
    }

    /// @inheritdoc IRounds
    function maxMembers() public view returns (uint32) {
        return uint32(registry.figure(IRegistry.Figure.MaxMembers));
    }
}
