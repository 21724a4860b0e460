// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What the members can decide, and by which majority
/// @notice A table: contract and function → majority. What is not in it cannot be proposed, and is final. The majority
/// belongs to the function: what needs two thirds has a function of its own.
interface IDecisions {
    /// @dev `Ordinary`: the quorum, and more for than against. `TwoThirds`: 40 % turnout, and two thirds of those who are
    /// for or against.
    enum Majority {
        None,
        Ordinary,
        TwoThirds
    }

    /// @notice The members answered a question of words only.
    /// @param text Hash of the question.
    event QuestionDecided(bytes32 indexed text);

    /// @notice Members do not decide on this call.
    /// @param target The contract.
    /// @param selector The function.
    error NotAHouseDecision(address target, bytes4 selector);
    /// @notice A question has a text.
    error QuestionMissing();

    /// @notice Writes down that the members said yes to a text. Only the timelock. Emits `QuestionDecided`.
    /// @param text Hash of the question (a record).
    function ask(bytes32 text) external;

    /// @notice The majority that a call needs.
    /// @param target The contract.
    /// @param selector The function.
    /// @return `None`: members do not decide on it.
    function majorityOf(address target, bytes4 selector) external view returns (Majority);

    /// @notice The strictest majority that any of the calls needs; reverts with `NotAHouseDecision` for the first on which
    /// members do not decide.
    /// @param targets The contracts.
    /// @param selectors The function of each.
    /// @return `None` for no calls.
    function majorityOfAll(address[] calldata targets, bytes4[] calldata selectors) external view returns (Majority);
}
