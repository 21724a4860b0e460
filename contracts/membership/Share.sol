// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {Pages} from "../lib/Pages.sol";
import {IERC5192} from "./IERC5192.sol";
import {IShare} from "./IShare.sol";

/// @title Share
/// @dev Written from the standard, not from OpenZeppelin's ERC721: a bound token needs neither approvals nor transfers,
/// and a member's slot holds the time of birth, so that asking for a vote reads one slot.
contract Share is IShare, IERC721Metadata, ERC165, Housed {
    using Strings for uint256;

    /// @dev Seats that were born together.
    struct Batch {
        uint32 firstSeat;
        uint48 bornAt; // UTC seconds
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
    Batch[] private _batches;
    mapping(uint256 seat => address owner) private _owners;
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

    // ---- the story of a seat: born, given, bound -----------------------------------------------------------------

    /// @inheritdoc IShare
    function mint(uint32 count) external only(IRegistry.Part.Rounds) returns (uint32 firstSeat) {
        // Effect:
        firstSeat = _lastSeat + 1;
        _lastSeat += count;
        _batches.push(Batch(firstSeat, uint48(block.timestamp)));
        emit SeatsMinted(firstSeat, count);
    }

    /// @inheritdoc IShare
    function assign(uint32 seat, address owner) external only(IRegistry.Part.Rounds) {
        // Check:
        if (owner == address(0)) revert NoOwner();
        uint48 born = bornAt(seat);
        if (born == 0) revert NoSuchSeat(seat);
        if (_owners[seat] != address(0)) revert SeatAlreadyAssigned(seat, _owners[seat]);
        if (_holdings[owner].seat != 0) revert OwnsSeatAlready(owner, _holdings[owner].seat);
        // Effect:
        _owners[seat] = owner;
        _holdings[owner] = Holding(seat, born);
        emit Transfer(address(0), owner, seat);
        emit Locked(seat);
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
    function setApprovalForAll(address operator, bool) external pure {
        revert ShareHasNoOperators(operator);
    }

    // ---- who sits where, and since when --------------------------------------------------------------------------

    /// @inheritdoc IShare
    function seatOf(address account) external view returns (uint32) {
        return _holdings[account].seat;
    }

    /// @inheritdoc IShare
    function lastSeat() external view returns (uint32) {
        return _lastSeat;
    }

    /// @inheritdoc IShare
    function bornAt(uint32 seat) public view returns (uint48) {
        if (seat == 0 || seat > _lastSeat) return 0;
        uint256 low = 0;
        uint256 high = _batches.length - 1;
        // The last batch that begins at or before the seat.
        while (low < high) {
            uint256 middle = (low + high + 1) / 2;
            if (_batches[middle].firstSeat > seat) high = middle - 1;
            else low = middle;
        }
        return _batches[low].bornAt;
    }

    /// @inheritdoc IShare
    /// @dev A seat that was born stays live: nothing ends a share yet.
    function liveSeats() external view returns (uint32) {
        return _lastSeat;
    }

    /// @inheritdoc IShare
    /// @dev See `liveSeats`.
    function liveSeatsAt(uint48 t) external view returns (uint32) {
        return lastSeatAt(t);
    }

    /// @inheritdoc IShare
    function lastSeatAt(uint48 t) public view returns (uint32) {
        uint256 low = 0;
        uint256 high = _batches.length;
        // The first batch that was not born before `t`: the seats below it were.
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (_batches[middle].bornAt < t) low = middle + 1;
            else high = middle;
        }
        return low == _batches.length ? _lastSeat : _batches[low].firstSeat - 1;
    }

    /// @inheritdoc IShare
    function votes(address account, uint48 t) external view returns (uint8) {
        Holding memory holding = _holdings[account];
        return holding.seat != 0 && holding.bornAt < t ? 1 : 0;
    }

    /// @inheritdoc IShare
    function owners(uint32 firstSeat, uint32 count) external view returns (address[] memory list) {
        list = new address[](Pages.size(firstSeat, count, _lastSeat));
        for (uint256 i = 0; i < list.length; ++i) list[i] = _owners[firstSeat + i];
    }

    // ---- what the standards ask for ------------------------------------------------------------------------------

    /// @inheritdoc IERC721
    function ownerOf(uint256 seat) public view returns (address owner) {
        owner = _owners[seat];
        if (owner == address(0)) {
            if (seat == 0 || seat > _lastSeat) revert NoSuchSeat(seat);
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
    /// @dev The chain itself answers, so a share outlives every server. The name of a person never stands here.
    function tokenURI(uint256 seat) external view returns (string memory) {
        ownerOf(seat);
        string memory number = seat.toString();
        string memory json = string.concat(
            '{"name":"',
            Strings.escapeJSON(_name),
            " - seat ",
            number,
            '","description":"One equal share. Bound to its owner.","external_url":"',
            Strings.escapeJSON(string.concat(_baseURI, number)),
            '","attributes":[{"trait_type":"seat","value":',
            number,
            '},{"trait_type":"member since","display_type":"date","value":',
            uint256(bornAt(uint32(seat))).toString(),
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
