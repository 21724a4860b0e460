// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRegistry} from "../lib/IRegistry.sol";

/// @title What a vote can change: who holds the offices, and how large the figures are
/// @notice Both are written when the house is built; afterwards only the timelock (a members' vote) changes them. A figure
/// that moves towards more protection needs another majority than one that moves towards less, so there are two doors, and
/// each refuses what belongs to the other.
/// @dev Everybody reads offices and figures here, at the moment they are needed (`IRegistry`).
interface ICharter {
    /// @dev `Final`: no vote moves it. `More`: more of it protects the members better. `Less`: less of it does.
    enum Protection {
        Final,
        More,
        Less
    }

    enum Office {
        Operator,
        Registrar
    }

    /// @dev A figure with all that a page needs to offer its change.
    /// @param value As it is now.
    /// @param least The least that it can be beside the other figures.
    /// @param most The most that it can be beside the other figures.
    /// @param protection Which way is towards more protection.
    struct FigureNow {
        uint256 value;
        uint256 least;
        uint256 most;
        Protection protection;
    }

    /// @notice The house begins with these figures.
    /// @param figures In the order of `IRegistry.Figure`.
    event FiguresFounded(uint256[] figures);
    /// @notice A figure has changed.
    /// @param which The figure.
    /// @param before As it was.
    /// @param value As it is now.
    event FigureChanged(IRegistry.Figure indexed which, uint256 before, uint256 value);
    /// @notice The reserve never falls below this again.
    /// @param reserve Hundredths of a percent.
    event ReservePledged(uint256 reserve);
    /// @notice Somebody works for the house from now on, and whoever did before does not any more.
    /// @param operator The account.
    event OperatorAppointed(address indexed operator);
    /// @notice Somebody admits from now on, and whoever did before does not any more.
    /// @param registrar The account.
    /// @param registerHash Hash of the register that is handed on; 0 = none is.
    event RegistrarAppointed(address indexed registrar, bytes32 registerHash);
    /// @notice The house moves, for good.
    /// @param successor The contract of the new house.
    /// @param from UTC seconds: it counts from then on.
    event SuccessorNamed(address indexed successor, uint48 from);

    /// @notice There are `needed` figures, `given` came.
    /// @param given What came.
    /// @param needed What it takes.
    error FiguresMissing(uint256 given, uint256 needed);
    /// @notice No vote moves this figure.
    /// @param which The figure.
    error FigureIsFinal(IRegistry.Figure which);
    /// @notice The figure is that already.
    /// @param which The figure.
    /// @param present As it is now.
    error FigureUnchanged(IRegistry.Figure which, uint256 present);
    /// @notice From `present` to `given` the figure moves the other way: what protects less needs `loosen`, what protects more
    /// `strengthen`.
    /// @param which The figure.
    /// @param present As it is now.
    /// @param given What it should be.
    error FigureMovesTheOtherWay(IRegistry.Figure which, uint256 present, uint256 given);
    /// @notice `account` cannot hold the office: nobody, a contract of the house, or who holds it already.
    /// @param office The office.
    /// @param account The account.
    error OfficeRefused(Office office, address account);
    /// @notice A successor is named once: `successor` is.
    /// @param successor The contract of the new house.
    error SuccessorNamedAlready(address successor);
    /// @notice `account` is no contract, or one of this house.
    /// @param account The address that was named.
    error SuccessorRefused(address account);
    /// @notice The settlement token has `decimals`; the house works with `least` to `most`.
    /// @param decimals What the token says.
    /// @param least The least that is possible.
    /// @param most The most that is possible.
    error DecimalsImpossible(uint256 decimals, uint256 least, uint256 most);

    /// @notice Names who works for the house. Only the timelock. Emits `OperatorAppointed`.
    /// @dev What the former one asked for stays asked for: the table and the members decide on it. A chair of the new one is
    /// free from this second on.
    /// @param account Nobody's contract of this house, and not the present one.
    function appointOperator(address account) external;

    /// @notice Names whose signature admits. Only the timelock. Emits `RegistrarAppointed`.
    /// @dev Who has a place or a seat keeps it; who was admitted and has none is admitted anew by the successor. A chair of the
    /// new one is free from this second on.
    /// @param account Nobody's contract of this house, and not the present one.
    /// @param registerHash Hash of the register that is handed on; 0 = none is.
    function appointRegistrar(address account, bytes32 registerHash) external;

    /// @notice Names the house that this one moves to, once; it counts 14 days later, so that everybody can leave before. Only
    /// the timelock; such a vote needs two thirds. Emits `SuccessorNamed`.
    /// @param account The contract of the new house.
    function nameSuccessor(address account) external;

    /// @notice Moves a figure towards more protection. Only the timelock. Emits `FigureChanged`.
    /// @param which The figure.
    /// @param value What it is from now on.
    function strengthen(IRegistry.Figure which, uint256 value) external;

    /// @notice Moves a figure towards less protection. Only the timelock; such a vote needs two thirds. Emits
    /// `FigureChanged`.
    /// @param which The figure.
    /// @param value What it is from now on.
    function loosen(IRegistry.Figure which, uint256 value) external;

    /// @notice All figures as they are now, with their ends and directions.
    /// @return In the order of `IRegistry.Figure`.
    function figures() external view returns (FigureNow[] memory);
}
