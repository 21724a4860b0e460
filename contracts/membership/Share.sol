// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Housed} from "../lib/Housed.sol";
import {IEpochs} from "../lib/IEpochs.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {IERC5192} from "./IERC5192.sol";
import {ISeatObserver} from "./ISeatObserver.sol";
import {IShare} from "./IShare.sol";
import {Rosette} from "./Rosette.sol";

/// @title Share
/// @dev Written from the standard, not from OpenZeppelin's ERC721: a bound token needs neither approvals nor transfers,
/// and a member's slot holds the time of birth, so that asking for a vote reads one slot.
contract Share is IShare, IERC721Metadata, ERC165, Housed {
    using Arrays for uint256[];
    using Checkpoints for Checkpoints.Trace208;
    using EnumerableSet for EnumerableSet.UintSet;
    using Strings for uint256;

    /// @notice Gas that an observer may use.
    uint256 public constant OBSERVER_GAS = 400_000;

    /// @dev A seat that somebody owns or owned; one slot.
    struct StoredSeat {
        address owner; // zero = nobody has claimed it, or it has ended
        uint48 since; // UTC seconds, of the present owner, or of the end
        uint24 epoch; // 16 million are enough, and leave the slot a byte
        bool ended;
        bool untold; // the observer did not take the news
        bool moved; // the present owner had it from another
    }

    /// @dev What an account owns; one slot.
    struct Holding {
        uint32 seat;
        uint48 bornAt; // UTC seconds
    }

    string private _name;
    string private _symbol;
    string private _baseURI;

    uint32 private _lastSeat;
    /// @dev Seats that were minted together, one word a batch, from the highest bit on: second of birth 48, first seat 32,
    /// price paid 112. Both rise, so the words are sorted.
    uint256[] private _batches;
    /// @dev How many seats have ended, by the second. Those minted are counted by their numbers.
    Checkpoints.Trace208 private _ended;
    mapping(uint256 seat => StoredSeat) private _seats;
    /// @dev The seats with `untold`, so that they can be found.
    EnumerableSet.UintSet private _untold;
    mapping(address owner => Holding) private _holdings;

    /// @param name_ Of the token.
    /// @param symbol_ Of the token.
    /// @param baseURI_ Where a browser finds a seat's page; the seat number is appended.
    constructor(
        IRegistry registry_,
        string memory name_,
        string memory symbol_,
        string memory baseURI_
    ) Housed(registry_) {
        _name = name_;
        _symbol = symbol_;
        _baseURI = baseURI_;
    }

    // ---- the story of a seat: minted, assigned, bound, moved, ended --------------------------------------------------

    /// @inheritdoc IShare
    function mint(uint32 count, uint112 paid) external only(IRegistry.Part.Rounds) returns (uint32 firstSeat) {
        // Effect:
        firstSeat = _lastSeat + 1;
        _lastSeat += count;
        _batches.push((block.timestamp << 208) | (uint256(firstSeat) << 176) | paid);
        emit SeatsMinted(firstSeat, count);
    }

    /// @inheritdoc IShare
    function assign(uint32 seat, address owner) external only(IRegistry.Part.Rounds) {
        // Check:
        uint48 born = bornAt(seat);
        if (born == 0) revert NoSuchSeat(seat);
        StoredSeat storage stored = _seats[seat];
        if (stored.ended) revert SeatHasEnded(seat, stored.since);
        if (stored.owner != address(0)) revert SeatAlreadyAssigned(seat, stored.owner);
        // Effect:
        stored.since = uint48(block.timestamp);
        _give(stored, seat, owner, born);
        emit Transfer(address(0), owner, seat);
        emit Locked(seat);
    }

    function _give(StoredSeat storage stored, uint32 seat, address owner, uint48 born) private {
        // Check:
        if (owner == address(0)) revert NoOwner();
        if (_holdings[owner].seat != 0) revert OwnsSeatAlready(owner, _holdings[owner].seat);
        // Effect:
        stored.owner = owner;
        _holdings[owner] = Holding(seat, born);
    }

    /// @inheritdoc IERC721
    function transferFrom(address, address, uint256 seat) external pure {
        revert ShareIsBound(seat);
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256 seat) external pure {
        revert ShareIsBound(seat);
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256 seat, bytes calldata) external pure {
        revert ShareIsBound(seat);
    }

    /// @inheritdoc IERC721
    function approve(address, uint256 seat) external pure {
        revert ShareIsBound(seat);
    }

    /// @inheritdoc IERC721
    /// @dev To take away what nobody has is what tools for revoking send: it does nothing.
    function setApprovalForAll(address operator, bool approved) external pure {
        if (approved) revert ShareHasNoOperators(operator);
    }

    /// @inheritdoc IShare
    function move(uint32 seat, address to) external only(IRegistry.Part.Exit) {
        StoredSeat storage stored = _seats[seat];
        // Effect:
        stored.since = uint48(block.timestamp);
        stored.moved = true;
        _rebind(stored, seat, to);
        // Interaction:
        _tellOrNote(stored, seat);
    }

    function _rebind(StoredSeat storage stored, uint32 seat, address to) private {
        // Check:
        address from = ownerOf(seat);
        // Effect:
        uint48 born = _holdings[from].bornAt;
        delete _holdings[from];
        _give(stored, seat, to, born);
        _raiseEpoch(stored, seat);
        emit Transfer(from, to, seat);
        emit Locked(seat);
    }

    /// @inheritdoc IShare
    function rekey(uint32 seat, address to) external only(IRegistry.Part.Exit) {
        _rebind(_seats[seat], seat, to);
    }

    /// @inheritdoc IShare
    function end(uint32 seat) external only(IRegistry.Part.Exit) {
        // Check:
        address owner = ownerOf(seat);
        StoredSeat storage stored = _seats[seat];
        // Effect:
        uint48 nowAt = uint48(block.timestamp);
        delete _holdings[owner];
        stored.owner = address(0);
        stored.since = nowAt;
        stored.ended = true;
        _ended.push(nowAt, _ended.latest() + 1);
        _raiseEpoch(stored, seat);
        emit Transfer(owner, address(0), seat);
        emit SeatEnded(seat, owner);
        // Interaction:
        _tellOrNote(stored, seat);
    }

    /// @inheritdoc IShare
    function raiseEpoch(uint32 seat) external only(IRegistry.Part.Persons) {
        _raiseEpoch(_seats[seat], seat);
    }

    function _raiseEpoch(StoredSeat storage stored, uint32 seat) private {
        uint24 epoch = stored.epoch + 1;
        stored.epoch = epoch;
        emit EpochRaised(seat, epoch);
    }

    // ---- who must hear of it -----------------------------------------------------------------------------------------

    /// @dev The observer may fail without stopping anybody, but not for want of gas: EIP-150 passes on at most 63/64 of what
    /// is left, and a caller could starve it.
    function _tellOrNote(StoredSeat storage stored, uint32 seat) private {
        uint256 needed = (OBSERVER_GAS * 64) / 63 + 10_000;
        if (gasleft() < needed) revert TooLittleGasForObserver(gasleft(), needed);
        (address observer, bytes memory news) = _news(stored, seat);
        bool told = observer.code.length != 0;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // Nothing is copied back, so a long answer cannot cost the caller memory.
            told := and(told, call(OBSERVER_GAS, observer, 0, add(news, 0x20), mload(news), 0, 0))
        }
        if (stored.untold == told) {
            stored.untold = !told;
            if (told) _untold.remove(seat);
            else _untold.add(seat);
        }
        if (!told) emit ObserverNotTold(seat);
    }

    function _news(StoredSeat storage stored, uint32 seat) private view returns (address observer, bytes memory news) {
        observer = registry.part(IRegistry.Part.Roster);
        news =
            stored.ended
                ? abi.encodeCall(ISeatObserver.seatEnded, (seat))
                : abi.encodeCall(ISeatObserver.seatMoved, (seat));
    }

    /// @inheritdoc IShare
    function tell(uint32 seat) external {
        // Check:
        StoredSeat storage stored = _seats[seat];
        if (!stored.untold) revert NothingToTell(seat);
        // Effect:
        stored.untold = false;
        _untold.remove(seat);
        emit ObserverTold(seat);
        // Interaction:
        (address observer, bytes memory news) = _news(stored, seat);
        // solhint-disable-next-line avoid-low-level-calls
        (bool heard, bytes memory reason) = observer.call(news);
        if (!heard) LowLevelCall.bubbleRevert(reason);
    }

    /// @inheritdoc IShare
    function isTold(uint32 seat) external view returns (bool) {
        return !_seats[seat].untold;
    }

    /// @inheritdoc IShare
    function untold(uint256 start, uint256 count) external view returns (uint32[] memory seats) {
        seats = new uint32[](Pages.size(start + 1, count, _untold.length()));
        for (uint256 i = 0; i < seats.length; ++i) seats[i] = uint32(_untold.at(start + i));
    }

    // ---- who sits where, and since when --------------------------------------------------------------------------

    /// @inheritdoc IShare
    function seatOf(address account) external view returns (uint32) {
        return _holdings[account].seat;
    }

    /// @inheritdoc IShare
    function signerOf(uint32 seat) external view returns (address owner, uint32 epoch) {
        StoredSeat storage stored = _seats[seat];
        (owner, epoch) = (stored.owner, stored.epoch);
        // Reverts, and says why.
        if (owner == address(0)) ownerOf(seat);
    }

    /// @inheritdoc IShare
    function lastSeat() external view returns (uint32) {
        return _lastSeat;
    }

    /// @inheritdoc IShare
    function bornAt(uint32 seat) public view returns (uint48) {
        return uint48(_batchOf(seat) >> 208);
    }

    /// @inheritdoc IShare
    function paidFor(uint32 seat) external view returns (uint112) {
        return uint112(_batchOf(seat));
    }

    /// @dev The last batch that begins at or before the seat; 0 = no such seat. OpenZeppelin's `Arrays` searches by whole
    /// words, which begin with the second of birth, so this search stands here.
    function _batchOf(uint32 seat) private view returns (uint256) {
        if (seat == 0 || seat > _lastSeat) return 0;
        uint256 low = 0;
        uint256 high = _batches.length - 1;
        while (low < high) {
            uint256 middle = (low + high + 1) / 2;
            if (uint32(_batches[middle] >> 176) > seat) high = middle - 1;
            else low = middle;
        }
        return _batches[low];
    }

    /// @inheritdoc IShare
    function heldSince(uint32 seat) external view returns (uint48) {
        StoredSeat storage stored = _seats[seat];
        return stored.ended ? 0 : stored.since;
    }

    /// @inheritdoc IShare
    function changedSince(uint32[] calldata seats, uint48 t) external view returns (uint256 bits) {
        for (uint256 i = 0; i < seats.length; ++i) {
            StoredSeat memory stored = _seats[seats[i]];
            bool moved = stored.moved && stored.since >= t;
            if (stored.ended || stored.untold || moved) bits |= 1 << i;
        }
    }

    /// @inheritdoc IShare
    function endedAt(uint32 seat) public view returns (uint48) {
        StoredSeat storage stored = _seats[seat];
        return stored.ended ? stored.since : 0;
    }

    /// @inheritdoc IShare
    function isLiveAt(uint32 seat, uint48 t) external view returns (bool) {
        uint48 born = bornAt(seat);
        uint48 ended = endedAt(seat);
        return born != 0 && born < t && (ended == 0 || ended >= t);
    }

    /// @inheritdoc IEpochs
    function epochOf(uint256 subject) external view returns (uint32) {
        return _seats[subject].epoch;
    }

    /// @inheritdoc IShare
    function liveSeats() external view returns (uint32) {
        return _lastSeat - uint32(_ended.latest());
    }

    /// @inheritdoc IShare
    function lastSeatAt(uint48 t) public view returns (uint32) {
        // Most ask about a moment after the last round: the search through all of them is for the others.
        uint256 count = _batches.length;
        if (count == 0 || _batches[count - 1] >> 208 < t) return _lastSeat;
        return uint32(_batches[_batches.lowerBound(uint256(t) << 208)] >> 176) - 1;
    }

    /// @inheritdoc IShare
    function liveSeatsAt(uint48 t) external view returns (uint32) {
        return t == 0 ? 0 : lastSeatAt(t) - uint32(_ended.upperLookupRecent(t - 1));
    }

    /// @inheritdoc IShare
    function votes(address account, uint48 t) external view returns (uint8) {
        Holding memory holding = _holdings[account];
        return holding.seat != 0 && holding.bornAt < t ? 1 : 0;
    }

    /// @inheritdoc IShare
    function owners(uint32 firstSeat, uint32 count) external view returns (address[] memory list) {
        list = new address[](Pages.size(firstSeat, count, _lastSeat));
        for (uint256 i = 0; i < list.length; ++i) list[i] = _seats[firstSeat + i].owner;
    }

    // ---- what the standards ask for ------------------------------------------------------------------------------

    /// @inheritdoc IERC721
    function ownerOf(uint256 seat) public view returns (address owner) {
        StoredSeat storage stored = _seats[seat];
        owner = stored.owner;
        if (owner == address(0)) {
            if (seat == 0 || seat > _lastSeat) revert NoSuchSeat(seat);
            if (stored.ended) revert SeatHasEnded(seat, stored.since);
            revert SeatNotClaimed(seat);
        }
    }

    /// @inheritdoc IERC721
    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert NoOwner();
        return _holdings[owner].seat == 0 ? 0 : 1;
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        ownerOf(tokenId);
        return true;
    }

    /// @inheritdoc IERC721
    function getApproved(uint256 seat) external view returns (address) {
        ownerOf(seat);
        return address(0);
    }

    /// @inheritdoc IERC721
    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IERC721Metadata
    function name() external view returns (string memory) {
        return _name;
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external view returns (string memory) {
        return _symbol;
    }

    /// @inheritdoc IERC721Metadata
    /// @dev The chain itself answers, so a share outlives every server. The name of a person never stands here. The picture
    /// is drawn from contract, seat and the second of birth.
    function tokenURI(uint256 seat) external view returns (string memory) {
        ownerOf(seat);
        string memory number = seat.toString();
        uint48 born = bornAt(uint32(seat));
        bytes3 art = bytes3(keccak256(abi.encodePacked(address(this), uint32(seat), born)));
        string memory json = string.concat(
            '{"name":"',
            Strings.escapeJSON(_name),
            " - seat ",
            number,
            '","description":"One equal share. Bound to its owner.","external_url":"',
            Strings.escapeJSON(string.concat(_baseURI, number)),
            '","image":"data:image/svg+xml;base64,',
            Base64.encode(bytes(Rosette.svg(art, seat))),
            '","attributes":[{"trait_type":"seat","value":',
            number,
            '},{"trait_type":"member since","display_type":"date","value":',
            uint256(born).toString(),
            "}]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC165, IERC165) returns (bool) {
        return
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            super.supportsInterface(interfaceId);
    }
}
