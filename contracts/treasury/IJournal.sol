// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The books
/// @notice Append-only double entry: each entry moves one amount from one account to another, and a chain of hashes
/// proves that nothing is missing, out of order or changed.
/// @dev head_n = keccak256(abi.encode(head_{n-1}, seq, time, debit, credit, amount, term, ref, actor, reverses)).
interface IJournal {
    /// @dev What is kept of an entry, in one slot. Amounts in the smallest unit of the settlement token.
    struct Entry {
        uint48 time;
        uint32 blockNumber;
        uint16 debit;
        uint16 credit;
        uint16 term;
        uint128 amount;
        bool reversal;
    }

    /// @notice An entry was written; `head` is the chain's head after it.
    event EntryAppended(
        uint64 indexed seq,
        uint16 indexed debit,
        uint16 indexed credit,
        uint128 amount,
        uint48 time,
        uint16 term,
        bytes32 ref,
        address actor,
        uint64 reverses,
        bytes32 head
    );

    /// @notice Writes one entry. Only Rounds, Treasury, Counter and Donations. Emits `EntryAppended`.
    /// @param debit Account code, see `Accounts`. @param credit Account code.
    /// @param amount Smallest unit. @param ref What it was for. @param actor On whose behalf.
    /// @return seq The entry's number, from 1.
    function append(
        uint16 debit,
        uint16 credit,
        uint128 amount,
        bytes32 ref,
        address actor
    ) external returns (uint64 seq);

    /// @notice The head of the chain of hashes; 0 before the first entry.
    function journalHead() external view returns (bytes32);

    /// @notice How many entries there are.
    function journalCount() external view returns (uint64);

    /// @notice Debits less credits of an account, smallest unit.
    function balance(uint16 account) external view returns (int256);

    /// @notice `balance` of several accounts.
    function balances(uint16[] calldata accounts) external view returns (int256[] memory);

    /// @notice At most `count` entries from number `firstSeq` on.
    function entries(uint64 firstSeq, uint64 count) external view returns (Entry[] memory);

    /// @notice Debits less credits of an account within a term.
    function balanceIn(uint32 term, uint16 account) external view returns (int256);

    /// @notice Balance of an account at the end of a term.
    function closing(uint32 term, uint16 account) external view returns (int256);
}
