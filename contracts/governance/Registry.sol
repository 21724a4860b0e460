// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Bounds} from "../lib/Bounds.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {ISeatObserver} from "../membership/ISeatObserver.sol";
import {IShare} from "../membership/IShare.sol";
import {ICharter} from "./ICharter.sol";
import {IWiring} from "./IWiring.sol";

/// @title Registry
/// @dev Parts are wired once and for good; offices and figures are what a vote changes.
contract Registry is IRegistry, IWiring, ICharter {
    using Checkpoints for Checkpoints.Trace208;
    using SafeCast for uint256;

    /// @dev One slot, so that asking for a figure of now reads no more.
    struct StoredFigure {
        uint208 value; // in its own unit
        uint48 since; // UTC seconds; 0 = since the house was built
    }

    /// @dev Seconds between the decision on a successor and its effect.
    uint48 private constant SUCCESSOR_DELAY = 14 days;
    uint256 private constant PARTS = uint256(type(Part).max) + 1;

    /// @inheritdoc IRegistry
    address public immutable token;
    /// @inheritdoc IWiring
    address public immutable deployer;

    mapping(Part which => address filledBy) private _parts;
    mapping(address account => bool) private _isPart;
    bool private _sealed;
    /// @inheritdoc IRegistry
    address public operator;
    /// @inheritdoc IRegistry
    uint48 public operatorSince;
    /// @inheritdoc IRegistry
    address public registrar;
    address private _successor;
    uint48 private _successorFrom; // UTC seconds
    uint208 private _pledged; // hundredths of a percent; the reserve is never less
    mapping(Figure which => StoredFigure) private _figures;
    /// @dev What a figure was before, by the second it began.
    mapping(Figure which => Checkpoints.Trace208) private _former;

    /// @param token_ The settlement token.
    /// @param figures_ In the order of `IRegistry.Figure`.
    /// @param operator_ Who works for the house.
    /// @param registrar_ Whose signature admits.
    constructor(address token_, uint256[] memory figures_, address operator_, address registrar_) {
        // Check:
        if (token_.code.length == 0) revert TokenHasNoCode(token_);
        uint256 decimals = IERC20Metadata(token_).decimals();
        if (decimals < Bounds.LEAST_DECIMALS || decimals > Bounds.MOST_DECIMALS) {
            revert DecimalsImpossible(decimals, Bounds.LEAST_DECIMALS, Bounds.MOST_DECIMALS);
        }
        if (figures_.length != Bounds.FIGURES) revert FiguresMissing(figures_.length, Bounds.FIGURES);
        Bounds.requirePossible(figures_);
        // Effect:
        token = token_;
        deployer = msg.sender;
        for (uint256 i = 0; i < figures_.length; ++i) _figures[Figure(i)].value = figures_[i].toUint208();
        _pledged = _figures[Figure.Reserve].value;
        emit FiguresFounded(figures_);
        emit ReservePledged(_pledged);
        _setOperator(operator_);
        _setRegistrar(registrar_, 0);
    }

    // ---- the wiring ------------------------------------------------------------------------------------------------

    /// @inheritdoc IWiring
    function seal(address[] calldata parts) external {
        // Check:
        if (msg.sender != deployer) revert NotTheDeployer(msg.sender);
        if (_sealed) revert HouseSealedAlready();
        if (parts.length != PARTS) revert PartsMissing(parts.length, PARTS);
        address governor = parts[uint256(Part.Governor)];
        for (uint256 i = 0; i < PARTS; ++i) {
            Part which = Part(i);
            address filledBy = parts[i];
            if (filledBy.code.length == 0) revert PartHasNoCode(which, filledBy);
            for (uint256 j = 0; j < i; ++j) if (parts[j] == filledBy) revert PartNamedTwice(which, filledBy);
            // The timelock knows no registry: it belongs to the house if it is the governor's.
            bool belongs =
                which == Part.Timelock
                    ? _answer(governor, IBacklink.timelock.selector) == filledBy
                    : _answer(filledBy, IBacklink.registry.selector) == address(this);
            if (!belongs) revert PartOfAnotherHouse(which, filledBy);
            // Effect:
            _parts[which] = filledBy;
            _isPart[filledBy] = true;
        }
        _sealed = true;
        emit HouseSealed(parts);
    }

    /// @dev The address that `part_` names when asked, zero if it has no answer.
    function _answer(address part_, bytes4 question) private view returns (address) {
        (bool answered, bytes memory answer) = part_.staticcall(abi.encodeWithSelector(question));
        if (!answered || answer.length != 32) return address(0);
        uint256 word = uint256(bytes32(answer));
        return word > type(uint160).max ? address(0) : address(uint160(word));
    }

    // ---- offices and figures: what a vote changes --------------------------------------------------------------------

    modifier onlyHouse() {
        _onlyHouse();
        _;
    }

    function _onlyHouse() private view {
        if (msg.sender != part(Part.Timelock)) revert Housed.NotThePart(Part.Timelock, msg.sender);
    }

    /// @inheritdoc ICharter
    function appointOperator(address account) external onlyHouse {
        _setOperator(account);
        _freeChairOf(account);
    }

    /// @dev Nobody oversees what they are paid for, or whom they admit.
    function _freeChairOf(address account) private {
        uint32 seat = IShare(part(Part.Share)).seatOf(account);
        // Interaction:
        if (seat != 0) ISeatObserver(part(Part.Roster)).seatMoved(seat);
    }

    function _setOperator(address account) private {
        // Check:
        _requireFit(Office.Operator, account, operator);
        // Effect:
        operator = account;
        operatorSince = uint48(block.timestamp);
        emit OperatorAppointed(account);
    }

    function _requireFit(Office office, address account, address present) private view {
        if (account == address(0) || account == present || isPart(account)) revert OfficeRefused(office, account);
    }

    /// @inheritdoc ICharter
    function appointRegistrar(address account, bytes32 registerHash) external onlyHouse {
        _setRegistrar(account, registerHash);
        _freeChairOf(account);
    }

    function _setRegistrar(address account, bytes32 registerHash) private {
        // Check:
        _requireFit(Office.Registrar, account, registrar);
        // Effect:
        registrar = account;
        emit RegistrarAppointed(account, registerHash);
    }

    /// @inheritdoc ICharter
    function nameSuccessor(address account) external onlyHouse {
        // Check:
        if (_successor != address(0)) revert SuccessorNamedAlready(_successor);
        if (account.code.length == 0 || isPart(account)) revert SuccessorRefused(account);
        // Effect:
        uint48 from = uint48(block.timestamp) + SUCCESSOR_DELAY;
        (_successor, _successorFrom) = (account, from);
        emit SuccessorNamed(account, from);
    }

    /// @inheritdoc IRegistry
    function successor() external view returns (address account, uint48 from) {
        return (_successor, _successorFrom);
    }

    /// @inheritdoc ICharter
    function strengthen(Figure which, uint256 value) external onlyHouse {
        _move(which, value, Protection.More);
    }

    /// @inheritdoc ICharter
    function loosen(Figure which, uint256 value) external onlyHouse {
        _move(which, value, Protection.Less);
    }

    /// @dev `upwards` is which kind of figure rises through the door that was taken.
    function _move(Figure which, uint256 value, Protection upwards) private {
        // Check:
        Protection protection = _protectionOf(which);
        if (protection == Protection.Final) revert FigureIsFinal(which);
        uint256[] memory set = _set();
        uint256 before = set[uint256(which)];
        if (value == before) revert FigureUnchanged(which, before);
        if ((value > before) != (protection == upwards)) revert FigureMovesTheOtherWay(which, before, value);
        // Its own ends first, so that the refusal names the figure that was to move.
        Bounds.Range memory range = _rangeOf(which, set);
        if (value < range.least || value > range.most) {
            revert FigureOutOfBounds(which, value, range.least, range.most);
        }
        set[uint256(which)] = value;
        Bounds.requirePossible(set);
        // Effect:
        StoredFigure memory former = _figures[which];
        _former[which].push(former.since, former.value);
        _figures[which] = StoredFigure(value.toUint208(), uint48(block.timestamp));
        emit FigureChanged(which, before, value);
    }

    /// @dev What is not here is final: dates of elections move by eras, the timelock obeys nobody, and tables of another size
    /// could not be compared.
    function _protectionOf(Figure which) private pure returns (Protection) {
        if (
            which == Figure.VotingDelay ||
            which == Figure.VotingPeriod ||
            which == Figure.LateExtension ||
            which == Figure.VoteQuorum ||
            which == Figure.BallotQuorum ||
            which == Figure.LeaverBar ||
            which == Figure.Approvals ||
            which == Figure.Reserve ||
            which == Figure.ExitDelay
        ) return Protection.More;
        if (
            which == Figure.Expiry ||
            which == Figure.Sponsors ||
            which == Figure.MaxMembers ||
            which == Figure.VoteThreshold ||
            which == Figure.PocketCap ||
            which == Figure.LateWindow ||
            which == Figure.RefundBudget
        ) return Protection.Less;
        return Protection.Final;
    }

    function _set() private view returns (uint256[] memory set) {
        set = new uint256[](Bounds.FIGURES);
        for (uint256 i = 0; i < set.length; ++i) set[i] = _figures[Figure(i)].value;
    }

    function _rangeOf(Figure which, uint256[] memory set) private view returns (Bounds.Range memory range) {
        range = Bounds.rangeOf(which, set);
        if (which == Figure.Reserve && range.least < _pledged) range.least = _pledged;
    }

    /// @inheritdoc IRegistry
    function pledgeReserve() external {
        // Check:
        if (msg.sender != part(Part.Rounds)) revert Housed.NotThePart(Part.Rounds, msg.sender);
        // Effect:
        uint208 reserve = _figures[Figure.Reserve].value;
        if (reserve <= _pledged) return;
        _pledged = reserve;
        emit ReservePledged(reserve);
    }

    /// @inheritdoc IRegistry
    function figure(Figure which) external view returns (uint256) {
        return _figures[which].value;
    }

    /// @inheritdoc IRegistry
    function figureAt(Figure which, uint48 when) external view returns (uint256) {
        StoredFigure memory present = _figures[which];
        return when < present.since ? _former[which].upperLookupRecent(when) : present.value;
    }

    /// @inheritdoc ICharter
    function figures() external view returns (FigureNow[] memory all) {
        uint256[] memory set = _set();
        all = new FigureNow[](set.length);
        for (uint256 i = 0; i < all.length; ++i) {
            Bounds.Range memory range = _rangeOf(Figure(i), set);
            all[i] = FigureNow(set[i], range.least, range.most, _protectionOf(Figure(i)));
        }
    }

    // ---- who is who --------------------------------------------------------------------------------------------------

    /// @inheritdoc IRegistry
    function part(Part which) public view returns (address filledBy) {
        filledBy = _parts[which];
        // All parts are written by the call that seals the house: one slot says both.
        if (filledBy == address(0)) revert HouseNotSealed();
    }

    /// @inheritdoc IRegistry
    function isPart(address account) public view returns (bool) {
        return _isPart[account] || account == address(this) || account == token;
    }

    /// @inheritdoc IRegistry
    function isSealed() external view returns (bool) {
        return _sealed;
    }
}

/// @dev How a part says where it belongs.
interface IBacklink {
    /// @return This address.
    function registry() external view returns (address);
    function timelock() external view returns (address);
}
