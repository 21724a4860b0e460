// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The seating
/// @notice Who gets a term's chairs, from ballots, pools and a seed, and nothing else (R5). It never reverts (R8), whoever
/// is missing: fewer people make a shorter list.
/// @dev No permissions and no storage. Counters and places are far below 2^256, so they are unchecked: measured, a tenth of
/// a seating. The twin, with which everybody can check a seating, is `protocol/oversight/draw.ts`.
library Seating {
    /// @param seats Candidates in the order of the ballot paper.
    /// @param approvals Theirs, < 2^24.
    /// @param byApprovals The quorum was met: approvals decide, and at least one is needed. Else only the seed.
    struct Field {
        uint32[] seats;
        uint256[] approvals;
        bool byApprovals;
    }

    /// @param seed Everything that chance decides.
    /// @param chairs At least 1.
    /// @param reserves How many more are listed.
    /// @param size Positions of the pools' order that take part: seat numbers are at most `size`.
    /// @param gone The first of them, which take no part.
    /// @param served Positions below it that are not *gone* are *served*.
    /// @param apart Called last: they sit or just sat.
    /// @param stillWaiting The first of `apart`, who wait for a turn of this cycle: they come before it turns.
    struct Draw {
        bytes32 seed;
        uint256 chairs;
        uint256 reserves;
        uint256 size;
        uint256 gone;
        uint256 served;
        uint32[] apart;
        uint256 stillWaiting;
    }

    /// @dev Sparse Fisher–Yates deck: only cards that moved are written down, place + 1 above, card below, at the place's
    /// last bits or the next free entry.
    struct Deck {
        uint256 left;
        uint256 wanted; // length of the list at which it stops
        uint256[] moved; // as many entries as a power of two, at least half of them free
    }

    /// @dev The list as it grows.
    struct Hand {
        uint32[] seats;
        uint256 count;
        uint256 turnsAt;
        uint256 rolls; // numbers taken from the seed
        uint256[] taken; // one bit a seat
    }

    bytes32 private constant ROLL = "roll";

    /// @notice A list takes at most so many cards beyond its chairs and reserves; then it is shorter.
    uint256 internal constant MOST_PASSED = 256;

    /// @notice The list of a term: the elected by rank, the drawn, the reserves.
    /// @param seatAt The seat at a position of the pools' order.
    /// @return seats At most `chairs + reserves`, pairwise different (R3).
    /// @return elected How many of the first were elected.
    /// @return turnsAt The first chair for which *waiting* was used up, `chairs` if it was not: there the cycle turns.
    function list(
        Field memory field,
        Draw memory draw,
        function(uint256) view returns (uint32) seatAt
    ) internal view returns (uint32[] memory seats, uint256 elected, uint256 turnsAt) {
        Hand memory hand;
        hand.seats = new uint32[](draw.chairs + draw.reserves);
        hand.turnsAt = draw.chairs;
        hand.taken = new uint256[]((draw.size >> 8) + 1);
        for (uint256 i = 0; i < draw.apart.length; ++i) _mark(hand.taken, draw.apart[i]);

        _elect(hand, field, draw.seed, draw.chairs);
        elected = hand.count;
        // Who waits, on chairs even who sits and waits all the same; then who served, and at last who sits: small clubs need
        // everybody.
        _fill(hand, draw, draw.served, draw.size - draw.served, seatAt);
        _fillApart(hand, draw, draw.stillWaiting, draw.chairs, false);
        _fill(hand, draw, draw.gone, draw.served - draw.gone, seatAt);
        _fillApart(hand, draw, draw.apart.length, hand.seats.length, true);
        return (_first(hand.seats, hand.count), elected, hand.turnsAt);
    }

    /// @dev The best of the field, ranked by approvals and then by a hash that nobody could know: the greater first.
    function _elect(Hand memory hand, Field memory field, bytes32 seed, uint256 chairs) private pure {
        unchecked {
            uint256[] memory ranks = new uint256[](chairs);
            uint256 count = 0;
            for (uint256 i = 0; i < field.seats.length; ++i) {
                uint32 seat = field.seats[i];
                uint256 approvals = field.approvals[i];
                if (_isMarked(hand.taken, seat) || (field.byApprovals && approvals == 0)) continue;
                uint256 rank = uint256(keccak256(abi.encode(seed, seat))) >> 24;
                if (field.byApprovals) rank |= approvals << 232;
                if (count == chairs && rank <= ranks[count - 1]) continue;
                uint256 place = count < chairs ? count++ : count - 1;
                for (; place > 0 && ranks[place - 1] < rank; --place) {
                    ranks[place] = ranks[place - 1];
                    hand.seats[place] = hand.seats[place - 1];
                }
                ranks[place] = rank;
                hand.seats[place] = seat;
            }
            hand.count = count;
            for (uint256 i = 0; i < count; ++i) _mark(hand.taken, hand.seats[i]);
        }
    }

    /// @dev Goes on with the list from `size` positions of the pools' order.
    function _fill(
        Hand memory hand,
        Draw memory draw,
        uint256 first,
        uint256 size,
        function(uint256) view returns (uint32) seatAt
    ) private view {
        unchecked {
            Deck memory deck = _deck(hand, size, hand.seats.length);
            while (_goesOn(hand, deck)) {
                uint32 seat = seatAt(first + _next(deck, draw.seed, hand.rolls++));
                // *Served* stands before *waiting*: whoever comes from the front belongs to the next cycle.
                if (!_isMarked(hand.taken, seat)) _take(hand, seat, first < draw.served);
            }
        }
    }

    /// @dev Goes on with the first `count` of those who were kept apart.
    function _fillApart(
        Hand memory hand,
        Draw memory draw,
        uint256 count,
        uint256 wanted,
        bool ofNextCycle
    ) private pure {
        unchecked {
            if (hand.count >= wanted || count == 0) return;
            for (uint256 i = 0; i < count; ++i) _unmark(hand.taken, draw.apart[i]);
            for (uint256 i = 0; i < hand.count; ++i) _mark(hand.taken, hand.seats[i]);
            Deck memory deck = _deck(hand, count, wanted);
            while (_goesOn(hand, deck)) {
                uint32 seat = draw.apart[_next(deck, draw.seed, hand.rolls++)];
                if (!_isMarked(hand.taken, seat)) _take(hand, seat, ofNextCycle);
            }
        }
    }

    function _goesOn(Hand memory hand, Deck memory deck) private pure returns (bool) {
        return hand.count < deck.wanted && deck.left > 0 && hand.rolls < hand.seats.length + MOST_PASSED;
    }

    /// @dev Reserves never turn the cycle: `turnsAt` begins at the number of chairs.
    function _take(Hand memory hand, uint32 seat, bool ofNextCycle) private pure {
        unchecked {
            if (ofNextCycle && hand.count < hand.turnsAt) hand.turnsAt = hand.count;
            _mark(hand.taken, seat);
            hand.seats[hand.count++] = seat;
        }
    }

    /// @dev A deck of `size` cards, with room for every card that a list may take: more would find no free entry for ever.
    function _deck(Hand memory hand, uint256 size, uint256 wanted) private pure returns (Deck memory deck) {
        uint256 most = hand.seats.length + MOST_PASSED;
        if (size < most) most = size;
        uint256 room = 1;
        while (room <= most * 2) room *= 2;
        deck.left = size;
        deck.wanted = wanted;
        deck.moved = new uint256[](room);
    }

    /// @dev One step of Fisher and Yates: a card from anywhere, and the last one into its place.
    function _next(Deck memory deck, bytes32 seed, uint256 roll) private pure returns (uint256 card) {
        unchecked {
            uint256 place = index(seed, roll, deck.left);
            uint256 last = --deck.left;
            uint256 entry;
            (entry, card) = _find(deck.moved, place);
            if (place == last) return card;
            (, uint256 replacing) = _find(deck.moved, last);
            deck.moved[entry] = ((place + 1) << 128) | replacing;
        }
    }

    /// @dev The entry of `place`, or the free one where it would stand, and the card that lies there.
    function _find(uint256[] memory moved, uint256 place) private pure returns (uint256 entry, uint256 card) {
        unchecked {
            uint256 mask = moved.length - 1;
            for (entry = place & mask; ; entry = (entry + 1) & mask) {
                uint256 written = moved[entry];
                if (written == 0) return (entry, place);
                if (written >> 128 == place + 1) return (entry, uint128(written));
            }
        }
    }

    /// @notice A number from 0 to `n - 1`, each as likely as any other. `n` is at least 1.
    function index(bytes32 seed, uint256 roll, uint256 n) internal pure returns (uint256) {
        uint256 word = uint256(keccak256(abi.encode(seed, ROLL, roll)));
        while (!isFair(word, n)) word = uint256(keccak256(abi.encode(word)));
        return word % n;
    }

    /// @notice Whether `word` lies below the last whole multiple of `n` that fits in 256 bits: above it the small remainders
    /// would come up more often, so it is thrown away.
    function isFair(uint256 word, uint256 n) internal pure returns (bool) {
        unchecked {
            // 2^256 mod n, which has no room to be written down.
            uint256 rest = (0 - n) % n;
            return word <= type(uint256).max - rest;
        }
    }

    /// @dev A seat that takes no part counts as taken, so that a wrong number can stop nothing.
    function _isMarked(uint256[] memory bits, uint256 seat) private pure returns (bool) {
        unchecked {
            return seat >> 8 >= bits.length || (bits[seat >> 8] >> (seat & 0xff)) & 1 == 1;
        }
    }

    function _mark(uint256[] memory bits, uint256 seat) private pure {
        unchecked {
            if (seat >> 8 < bits.length) bits[seat >> 8] |= 1 << (seat & 0xff);
        }
    }

    function _unmark(uint256[] memory bits, uint256 seat) private pure {
        unchecked {
            if (seat >> 8 < bits.length) bits[seat >> 8] &= ~(1 << (seat & 0xff));
        }
    }

    function _first(uint32[] memory seats, uint256 count) private pure returns (uint32[] memory first) {
        if (count == seats.length) return seats;
        first = new uint32[](count);
        for (uint256 i = 0; i < count; ++i) first[i] = seats[i];
    }
}
